"""The life of a task, shared by every activity that posts one: posting, counting, signs, reminder, close."""
