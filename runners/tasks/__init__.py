"""The tasks that encoders are fine-tuned for: one module each."""

TASKS = ("ner", "title")
