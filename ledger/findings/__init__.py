"""Findings: their life cycle, what an inspection does to them, and where they are kept."""
