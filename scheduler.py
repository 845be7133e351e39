"""The ticker."""
