"""Walks one site and settles its link targets; everything it sees goes into the recorder."""
