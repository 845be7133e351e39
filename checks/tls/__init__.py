"""HTTPS: certificate, protocol versions, and whether plain http leads to it."""
