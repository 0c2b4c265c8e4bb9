"""Stage 1: taking a handoff directory into care, at once and cheaply; it looks at no picture and calls no model."""
