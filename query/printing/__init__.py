"""Answers as a person sees them: at a terminal, and as pictures with boxes."""
