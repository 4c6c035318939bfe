"""The encoders xlr can make from a configuration: one module each."""
