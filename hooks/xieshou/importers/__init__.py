"""Other people's texts to ours: what generators, office programs and browsers keep, as articles."""
