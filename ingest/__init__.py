"""Bringing text in, measuring what is shared, and perturbing the test side."""
