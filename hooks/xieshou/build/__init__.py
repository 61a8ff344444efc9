"""The build, top to bottom: load, check, plan, render, publish."""
