"""Links: what does not open."""
