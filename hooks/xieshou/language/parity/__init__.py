"""Whether two texts, one Chinese and one English, state the same: numbers, dates, shares, names."""
