"""Desks: each proposes what a line may mean and how it would answer. None decides."""
