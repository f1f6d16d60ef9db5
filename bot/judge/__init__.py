"""The judge: how well does what a candidate presumes fit a line? The one room that compares candidates."""
