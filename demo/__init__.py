"""The demo county: pages, servers and the list of its faults."""
