"""Sentences of impact studies, planted one at a time in a draft: those that contradict their proposal, and harmless ones.

They were written without knowing how checks read them. `python -m tests.sentences` says how many of the first are missed, and how many of
the second are warned about.
"""
