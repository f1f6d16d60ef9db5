"""Model records for others and from others: exported forms, and drafts made from foreign files."""
