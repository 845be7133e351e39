"""Freshness: homes and columns gone stale or empty."""
