"""Views: what follows from the log. Each is a fold of events, and may be deleted and rebuilt at any time."""
