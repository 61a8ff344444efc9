"""How each language writes: its labels, its profile, and by both its dates, quantities and order of names."""
