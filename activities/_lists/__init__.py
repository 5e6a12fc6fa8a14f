"""The lists of a class, words and questions: read, shown, changed, kept."""
