"""Capitals: a replacement is written as the word was that it replaces."""


def written_like(original: str, replacement: str) -> str:
    """The replacement in the capitals of the original.

    All capitals (of two letters or more) stay all capitals and a first capital a first capital; where the original has
    no capital in these places, as in scripts without case, the replacement stays as it is.
    """
    letters = [character for character in original if character.isalpha()]
    if len(letters) > 1 and original.isupper():
        return replacement.upper()
    if letters and letters[0].isupper():
        return _first_upper(replacement)
    return replacement


def _first_upper(word: str) -> str:
    """The word with its first letter in upper case, as in a title where the two differ."""
    at = next((place for place, character in enumerate(word) if character.isalpha()), None)
    return word if at is None else word[:at] + word[at].title() + word[at + 1 :]
