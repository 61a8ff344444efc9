"""One module a stage of the engine."""
