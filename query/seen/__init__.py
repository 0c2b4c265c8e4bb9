"""Questions for what a screen showed as a whole: colours, messages, summaries, the record itself."""
