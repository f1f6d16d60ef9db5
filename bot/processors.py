"""Leaves the processors to whoever has work for them."""

from threadpoolctl import threadpool_limits


def use_one_processor() -> None:
    """Let the libraries for matrices and search use one thread each: a line is too small to be shared out, and their
    threads wait for the next share by spinning. On two processors eight askers got 23 answers a second with that and 30
    without. The encoder's own threads stay as they were set."""
    threadpool_limits(1)
