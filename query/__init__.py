"""Query: answers from what is already known, each with its evidence. It cannot write and cannot compute."""
