"""From the knowledge folder to the bank. The only room that reads YAML."""
