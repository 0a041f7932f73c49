"""Benchmarks: each figure is a ratio to a named peer, measured in one run."""
