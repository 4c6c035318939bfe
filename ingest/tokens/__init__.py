"""Reading tokens with their tags: a line each in text files, or lists of them in the rows of a table."""
