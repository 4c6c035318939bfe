"""The one rule by which running text is cut into words.

A word is a longest run of letters, combining marks and numbers (Unicode's general categories L, M and N) and of the
joiners U+200C and U+200D, so that vowel signs stay in their word in every script.
"""

WORD = r"[\p{L}\p{M}\p{N}\x{200C}\x{200D}]+"
"""The rule as a regular expression of Polars."""
