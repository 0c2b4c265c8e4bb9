"""Pure functions from a recorded screen to facts: text, elements, changes, colours."""
