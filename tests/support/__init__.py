"""Builders and servers that several test files share."""
