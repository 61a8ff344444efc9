"""Other people's texts: documents, pages and whole sites of other programs, made into texts of this one."""
