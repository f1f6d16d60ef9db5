"""Spectrum rows as pictures: rows go in, the bytes of a PNG and the same in words come out. Knows no surface."""
