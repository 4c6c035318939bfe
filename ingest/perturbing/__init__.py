"""Perturbing a test set: what a perturbation is given, how it edits, and how what it made is landed."""
