"""An inquiry: a question on its way to who can answer it, and what all who do need: citing and concluding."""
