"""The exit codes, whatever the format."""

DONE = 0
FOUND = 1
"""`check` found something."""
INVALID = 2
"""Wrong usage, or a file that cannot be read or is not valid."""
FAULT = 3
"""A fault of ours."""
INTERRUPTED = 130
"""The run was interrupted, as shells say it."""
