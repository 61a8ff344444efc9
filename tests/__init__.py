"""Tests: unit, site, browser, faults (inputs that are wrong, with the problems they give) and benchmarks."""
