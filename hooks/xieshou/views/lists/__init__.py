"""Lists of entries, and what narrows them."""
