"""The tests of `assess`: they read like a specification."""
