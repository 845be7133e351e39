"""Identity: official marks, page tags and domain names."""
