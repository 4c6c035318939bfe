"""Auditing: what of a corpus repeats, leaks from training to test, follows a template, or is in another script."""
