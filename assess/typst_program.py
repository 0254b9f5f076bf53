"""What a process of its own does, started by `typesetting`: source of Typst in, PDF out, so that one that never ends can be ended.

It imports nothing of ours. Its arguments are the time that the file bears, and `tagged`
for one with tags.
"""

import sys

FAULTY = 4
"""The exit code when the source cannot be set; what Typst says of it is on stderr."""


def main() -> int:
    """Read the source from stdin and write its PDF to stdout. Gives the exit code."""
    import typst

    source, time, tagged = sys.stdin.buffer.read(), int(sys.argv[1]), "tagged" in sys.argv[2:]
    try:
        made = typst.compile(
            source,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"] if tagged else ["a-2b"],
            pdf_tags=tagged,
            timestamp=time,
        )
    except typst.TypstError as error:
        sys.stderr.buffer.write((error.diagnostic or str(error)).encode())
        return FAULTY
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
