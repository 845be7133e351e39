"""What people enter or import about media accounts, beside what interfaces tell."""
