"""The pictures: what is drawn, what is said instead, and how it is sent."""
