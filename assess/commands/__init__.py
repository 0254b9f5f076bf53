"""What each command does: disk, core and words put together. Each gives an exit code; `assess.cli` gives them their options."""
