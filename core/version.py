"""The program's version, which everything it makes names."""

VERSION = "0.1.0"
