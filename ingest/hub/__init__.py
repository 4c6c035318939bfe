"""Data sets of the hub: which commit is asked for, which files of it, and bringing them here once."""
