"""The desk of lists: models by what their records hold."""
