"""Repairs of problems that were told: by code, what surely puts a file right."""
