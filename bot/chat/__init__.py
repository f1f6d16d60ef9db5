"""Discord: the only room that knows it. Thin: guard, ask the assistant, show the answer. Nobody is ever pinged."""
