"""A new site, and a new entry in one: what stands in their files, and how these get there whole or not at all."""
