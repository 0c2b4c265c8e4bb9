"""Questions for what calendars on the screen say, and the reading of these calendars."""
