"""From a line of text to a Reading: names, intent, claim, stance, table questions, confidence."""
