"""Jinja, kept in a sandbox: only the modules of this folder know it."""
