"""The values the tool works on: frozen, with no behaviour beyond looking things up in themselves."""
