"""What a class does together: one file, one activity."""
