"""The programs that run the engine: MkDocs."""
