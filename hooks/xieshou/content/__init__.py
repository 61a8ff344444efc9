"""Files to typed, validated entries, and the catalog that joins them."""
