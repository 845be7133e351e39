"""How the platforms of government sites page their lists and where the data of these is: one recogniser a file."""
