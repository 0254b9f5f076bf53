"""The open questions of a proposal as a sheet for the person who knows, and the answers that come back. No disk, no clock."""
