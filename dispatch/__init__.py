"""Where a job runs: local threads here; other back ends behind the same three methods."""
