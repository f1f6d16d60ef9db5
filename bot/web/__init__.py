"""What a running bot tells machines over HTTP: whether it is alive, whether it is ready, and its metrics."""
