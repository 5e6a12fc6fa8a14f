"""Chat platforms: one file, or one small folder, each."""
