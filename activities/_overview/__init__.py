"""The class picture: counted, put into words, drawn, written as a file."""
