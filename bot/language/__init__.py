"""Which language a line is in, and which of the word list's words it uses; knows no chat."""
