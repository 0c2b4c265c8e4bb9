"""Giving evidence away: one bag of files that a stranger can check, and no more of the log than was asked for."""
