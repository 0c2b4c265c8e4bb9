"""Passages: from the words of a question to the lines of a screen that hold them, and whether these answer it."""
