"""What a community's servers set and what their members report: kept in SQLite, behind one interface."""
