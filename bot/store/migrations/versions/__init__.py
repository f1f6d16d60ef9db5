"""The steps, one a file, oldest first. A step that was released is never changed."""
