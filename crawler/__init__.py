"""Crawls sites and writes snapshots; knows no check."""
