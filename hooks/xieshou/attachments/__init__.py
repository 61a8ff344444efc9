"""Files to be downloaded or played: what they really are, and what is taken out of them before they are published."""
