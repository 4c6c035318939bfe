"""Sections that pages are made of: each answers one question of the report, with its queries, sentences and charts."""
