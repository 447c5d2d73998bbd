"""Templates and static files: those that came with the program, and those of a site."""
