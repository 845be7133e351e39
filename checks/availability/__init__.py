"""Whether the site could be opened: a week of the availability monitoring."""
