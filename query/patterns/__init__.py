"""Patterns of questions: compiled where a text may match, and what must stand in a text for that."""
