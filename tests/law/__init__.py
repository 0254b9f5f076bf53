"""Texts that cover, entries that give, closed domains, and the law that a service or a proposal adds."""
