"""Search: the published entries as documents, their index in small static files, and the scripts that ask it."""
