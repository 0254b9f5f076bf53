"""Findings → text, one module for each format. A reporter returns; it never prints."""
