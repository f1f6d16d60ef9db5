"""The version of the tables that this Glassbox knows. The steps to it are in `migrations/versions`, one a file."""

NEWEST = 3
