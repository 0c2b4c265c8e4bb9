"""The language of questions: what its words say, what carries a question and names nothing, slips of the pen."""
