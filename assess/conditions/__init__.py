"""The conditions of a rubric: their grammar, the names in them, and what can be told of them without evaluating them."""
