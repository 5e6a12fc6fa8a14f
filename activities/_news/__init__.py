"""What a teacher is told of posts and once a day."""
