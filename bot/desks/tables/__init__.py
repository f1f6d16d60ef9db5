"""The desk of tables: cells, rows and ranks of the data tables."""
