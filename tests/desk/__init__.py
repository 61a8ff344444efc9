"""The desk: what its pages answer, and what becomes of files."""
