"""Gazetteers: given names, surnames and places of a language, from files of many forms."""
