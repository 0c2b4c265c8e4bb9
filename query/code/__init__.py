"""Questions for code and commands: versions, what was run, what it printed, what went wrong."""
