"""Markdown to sanitised HTML with its references left open."""
