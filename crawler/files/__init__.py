"""Programs that read one file each, in a process of their own. They import nothing of the house: starting them is most
of what they cost."""
