"""Questions for what was in front, and for how long: programs, sites, documents, working time."""
