"""Frozen values that all rooms speak. Nothing here reads a file, a clock or a network."""
