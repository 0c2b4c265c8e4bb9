"""Truth: the append-only log of what happened, and everything needed to check it."""
