"""The desk: entries written, translated, checked and published in the editor's own browser."""
