"""Bilingual sense: labels, dates and quantities as each language writes them."""
