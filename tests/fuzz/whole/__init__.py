"""Harm done to a whole project folder: whatever stands in it, and however it is named, linked, coded or cut."""
