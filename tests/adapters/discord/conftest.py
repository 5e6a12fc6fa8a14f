"""A Discord for a test."""
