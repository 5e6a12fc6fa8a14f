"""The engine: what happens in a chat becomes one activity's answer, and the answer becomes deliveries."""
