"""Other people's texts: documents and pages of other programs, made into texts of this one."""
