"""Documents: what is fetched besides pages to read addresses and list entries from it. One reader a file."""
