"""Evaluation: a rubric and answers in, an assessment out. Pure and exact: no disk, clock, locale or terminal, no floating point."""
