"""What differs between two built sites, as a reader would notice it."""
