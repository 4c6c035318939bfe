"""The perturbations: one module, one way a test set is changed."""
