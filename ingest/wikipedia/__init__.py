"""Section-title items from a Wikipedia dump: from compressed bytes to sampled pages, sections and questions."""
