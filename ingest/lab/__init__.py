"""Invented languages with planted overlaps: what the lab generates, in pure Python."""
