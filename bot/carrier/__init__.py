"""What carries a delivery: its claim, its pace, the send and what became of it; `bot/delivery.py` drives them all."""
