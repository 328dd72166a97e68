"""Benchmarks: one module per name, each measured beside a baseline in the same run."""
