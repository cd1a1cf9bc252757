"""Files that nobody sends in good faith, made from a seed: their bytes, their names, what they are to the system."""
