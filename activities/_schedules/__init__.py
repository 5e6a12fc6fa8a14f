"""The questions and screens of `/schedule`."""
