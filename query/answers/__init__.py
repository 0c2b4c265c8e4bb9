"""What an answer is made of: claims, citations, coverage, confidence, the plan; an event and a frame as they are."""
