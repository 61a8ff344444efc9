"""Files about the whole site: sitemaps and robots.txt."""
