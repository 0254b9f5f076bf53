"""assess: scores a proposed use of a security technology and writes the draft of its impact study."""

__version__ = "0.1.0"
