"""Predictions of other systems: reading them, holding them against the text they are for, landing them."""
