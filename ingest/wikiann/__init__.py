"""WikiANN on disk: which files of a folder are which split."""
