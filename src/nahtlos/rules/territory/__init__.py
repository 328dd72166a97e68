"""A county as a set of places: what its files say, what is wrong with them, what follows from its boundaries."""
