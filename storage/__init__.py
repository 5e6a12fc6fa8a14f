"""Tables and the questions asked of them; knows nothing of chats."""
