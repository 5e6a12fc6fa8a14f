"""Word lists and questions a class may start with, written for this project, read as package files."""
