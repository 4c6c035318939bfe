"""Alignment: how alike an encoder represents two languages, in the words and entities of their test sets."""
