"""What a page that answered normally really is: a not-found page, a login wall, a parked domain, a challenge. Pure."""
