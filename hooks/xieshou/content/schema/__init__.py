"""What a value in a record may be, and what a class of records holds."""
