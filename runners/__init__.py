"""Encoders, training and prediction; everything that needs torch."""
