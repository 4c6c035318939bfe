"""Ready-made title items: the file formats, which field is what, what makes an item good, and the split by page."""
