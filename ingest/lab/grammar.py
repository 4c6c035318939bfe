"""How the sentences of each language are built."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """The habits of one language.

    `order` is a permutation of S, V and O. `article` is "none", "before" (a word) or "suffix". `tense` and `plural` are
    "suffix", "prefix" or, for tense, "particle". `question` says where the question word stands: "first", "last" or
    "none". `quotes` and `ask` are the marks of quotations and questions, `date` an order of d, m and y.
    """

    order: str
    adjective_first: bool = True
    preposition: bool = True
    possessor_first: bool = False
    article: str = "none"
    cases: bool = False
    plural: str = "suffix"
    tense: str = "suffix"
    genders: int = 1
    cue_first: bool = True
    question: str = "none"
    ask: tuple[str, str] = ("", "?")
    quotes: tuple[str, str] = ("\u201c", "\u201d")
    capital_nouns: bool = False
    dash_copula: bool = False
    date: str = "dmy"
    comma: bool = True

    @property
    def verb_last(self) -> bool:
        """Whether the verb ends its clause."""
        return self.order.endswith("V")


_LOW = ("\u201e", "\u201c")
_ANGLED = ("\u00ab", "\u00bb")
_HIGH = ("\u201d", "\u201d")

GRAMMARS = {
    "qbr": Grammar(order="SVO", article="before", question="first"),
    "qos": Grammar(order="SOV", preposition=False, possessor_first=True, quotes=_LOW, date="ymd"),
    "qda": Grammar(order="SVO", article="before", genders=3, quotes=_LOW, capital_nouns=True),
    "qfe": Grammar(order="SVO", article="suffix", genders=2, quotes=_HIGH, capital_nouns=True, comma=False),
    "qmo": Grammar(order="SVO", cases=True, genders=3, quotes=_ANGLED, dash_copula=True, question="first"),
    "qte": Grammar(
        order="SOV",
        preposition=False,
        possessor_first=True,
        cases=True,
        cue_first=False,
        question="last",
        quotes=_ANGLED,
        date="ymd",
        comma=False,
    ),
    "qha": Grammar(
        order="SVO",
        adjective_first=False,
        article="before",
        genders=2,
        ask=("\u00bf", "?"),
        quotes=_ANGLED,
        comma=False,
    ),
    "qlu": Grammar(
        order="VSO",
        adjective_first=False,
        article="before",
        plural="prefix",
        tense="particle",
        cue_first=True,
        question="first",
        date="dmy",
    ),
    "qar": Grammar(
        order="SOV",
        preposition=False,
        possessor_first=True,
        article="before",
        quotes=_LOW,
        date="ymd",
    ),
    "qga": Grammar(
        order="SVO",
        preposition=False,
        possessor_first=True,
        question="first",
        quotes=_HIGH,
    ),
    "qky": Grammar(order="SVO", article="before", genders=3, quotes=_ANGLED, ask=("", ";")),
    "qpe": Grammar(order="VSO", article="before", cases=True, genders=2, quotes=_ANGLED, ask=("", ";")),
    "qno": Grammar(order="SVO", article="suffix", genders=2, quotes=_HIGH, question="none"),
    "qso": Grammar(order="OVS", genders=3, quotes=_LOW, question="first"),
    "qil": Grammar(
        order="VSO",
        adjective_first=False,
        tense="prefix",
        article="before",
        cue_first=True,
        question="first",
        quotes=("\u2018", "\u2019"),
    ),
    "qre": Grammar(
        order="SOV",
        preposition=False,
        possessor_first=True,
        genders=1,
        cases=True,
        cue_first=False,
        question="last",
        quotes=_ANGLED,
        date="ymd",
        comma=False,
    ),
}
