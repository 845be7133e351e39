"""Website security monitoring, judged from what was recorded. All of it is suspicion until a person confirms."""
