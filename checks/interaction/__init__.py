"""Interaction: is there a way to ask, and are those who asked answered."""
