"""The types of fields. A module put here is a type of every site: ``fields`` loads them all."""
