"""What encoders that were not fine-tuned say of words: vectors of single words, and words for masked places."""
