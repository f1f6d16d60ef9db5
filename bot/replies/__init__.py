"""From a Reading and the bank to an Answer: sentences with numbered citations, verdicts, spectrum rows."""
