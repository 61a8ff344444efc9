"""The site's text stage, held to the examples of the CommonMark and GFM specifications, and to real texts."""
