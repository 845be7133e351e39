"""How guides are written on different platforms: one adapter a file; other packages add theirs."""
