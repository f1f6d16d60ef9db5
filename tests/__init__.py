"""The suite mirrors `bot/`. It needs no network; `make test` builds the index first."""
