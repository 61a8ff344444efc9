"""What every stage stands on: problems, the project's folders, processes, files, the cache, the fingerprint."""
