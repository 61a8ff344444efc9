"""Originals to safe derivatives: what is published is always encoded anew, never the file that was handed in."""
