"""Questions for files: what they are called, where they lie, what a folder has."""
