"""Takes on disk: one SQLite file and a folder of recordings."""
