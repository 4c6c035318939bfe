"""Wikipedias whose code is not the ISO code of their language."""

_ISO = {
    "no": "nb",
    "als": "gsw",
    "bat-smg": "sgs",
    "fiu-vro": "vro",
    "roa-rup": "rup",
    "zh-classical": "lzh",
    "zh-min-nan": "nan",
    "zh-yue": "yue",
    "eml": "egl",
    "cbk-zam": "cbk",
}

OLD_CODES = {iso: code for code, iso in _ISO.items()} | {
    "be-tarask": "be-x-old",
    "jv-x-bms": "map-bms",
    "en-simple": "simple",
    "crh-latn": "crh",
    "sr-ec": "sr",
    "zh-hans": "zh",
}
"""How the ISO code, or the `xml:lang` of a dump, is written in the name of the Wikipedia's database."""

WIKTIONARY_CODES = {code: (iso,) for code, iso in _ISO.items()} | {
    "no": ("no", "nb"),
    "be-x-old": ("be",),
    "simple": ("en",),
}
"""What the English Wiktionary calls the language of a Wikipedia where it is not the code of that."""
