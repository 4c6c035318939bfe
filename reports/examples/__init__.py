"""Examples: sentences and title items before and after, drawn by a stated rule, as cards."""
