"""Accessibility (无障碍): what the source of a page alone can decide."""
