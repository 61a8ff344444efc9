"""Text to scalars that know their places."""
