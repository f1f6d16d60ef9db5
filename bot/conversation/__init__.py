"""Lines that only make sense after an answer."""
