"""Estimates: what resampling and models say beyond the views. The heavy libraries (scipy, statsmodels) stay in here."""
