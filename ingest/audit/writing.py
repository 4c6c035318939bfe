"""Which script a sentence is written in, by the Unicode property Script of its letters."""

import polars as pl

SCRIPTS = {
    "Arab": "Arabic",
    "Armn": "Armenian",
    "Beng": "Bengali",
    "Bopo": "Bopomofo",
    "Cans": "Canadian_Aboriginal",
    "Cher": "Cherokee",
    "Copt": "Coptic",
    "Cyrl": "Cyrillic",
    "Deva": "Devanagari",
    "Ethi": "Ethiopic",
    "Geor": "Georgian",
    "Goth": "Gothic",
    "Grek": "Greek",
    "Gujr": "Gujarati",
    "Guru": "Gurmukhi",
    "Hang": "Hangul",
    "Hani": "Han",
    "Hebr": "Hebrew",
    "Hira": "Hiragana",
    "Kana": "Katakana",
    "Khmr": "Khmer",
    "Knda": "Kannada",
    "Laoo": "Lao",
    "Latn": "Latin",
    "Mlym": "Malayalam",
    "Mong": "Mongolian",
    "Mymr": "Myanmar",
    "Nkoo": "Nko",
    "Olck": "Ol_Chiki",
    "Orya": "Oriya",
    "Sinh": "Sinhala",
    "Syrc": "Syriac",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Tfng": "Tifinagh",
    "Thaa": "Thaana",
    "Thai": "Thai",
    "Tibt": "Tibetan",
}
"""Scripts by their code of ISO 15924; letters of any other count as Zyyy."""

BY = ("text_set", "sentence")


def written_in(tokens: pl.DataFrame) -> pl.DataFrame:
    """The script of most letters of each sentence, as its code of ISO 15924: text_set, sentence and script.

    `tokens` has the columns text_set, sentence and form. Among scripts with as many letters the first code in the
    alphabet wins; a sentence without letters has no row.
    """
    forms = tokens.select(pl.col("form").unique())
    letters = (
        forms.with_columns(letter=pl.col("form").str.extract_all(r"\p{L}"))
        .explode("letter")
        .drop_nulls()
        .group_by("form", "letter")
        .agg(n=pl.len())
    )
    known = letters.select(pl.col("letter").unique()).with_columns(script=_script(pl.col("letter")))
    by_form = letters.join(known, on="letter").group_by("form", "script").agg(pl.col("n").sum())
    return (
        tokens.join(by_form, on="form")
        .group_by(*BY, "script")
        .agg(pl.col("n").sum())
        .sort(*BY, "n", "script", descending=[False, False, True, False])
        .unique(list(BY), keep="first", maintain_order=True)
        .select(*BY, "script")
    )


def _script(letter: pl.Expr) -> pl.Expr:
    tests = [pl.when(letter.str.contains(rf"\p{{Script={name}}}")).then(pl.lit(code)) for code, name in SCRIPTS.items()]
    return pl.coalesce(*tests, pl.lit("Zyyy"))
