"""The corpus readers: one module, one way text comes in."""
