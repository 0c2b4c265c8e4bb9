"""Questions for values beside labels and in tables: one, its history, and what several come to."""
