"""The back-test: real proposals of security technologies, encoded from what was proposed, against what was decided of them."""
