"""The overlap measures: one module says what the units of one measure are."""
