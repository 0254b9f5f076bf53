"""The terminal: language, colours, widths and progress.

Nothing else knows rich; it is imported only when there is a terminal to paint on.
"""

from __future__ import annotations

import locale
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from assess.messages import say
from assess.model.constants import LANGUAGES
from assess.reporters.visible import inert

if TYPE_CHECKING:
    from assess.reporters.explain import Line

STYLES = {"title": "bold", "good": "green", "bad": "bold red", "doubt": "yellow", "faint": "dim"}
PATIENCE = 2.0
"""Seconds of work before progress is shown."""
BETWEEN = 0.2
"""Seconds between two numbers shown."""
_PLAIN = str.maketrans({"…": "...", "→": "->", "œ": "oe", **dict(zip("█░·│–—’«»\u202f\u00a0", '#-.|--\'""  ', strict=True))})


def utf8() -> None:
    """Make stdout and stderr speak UTF-8 wherever they go, and never fail on a character; one that was closed goes nowhere."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not (stream.isatty() and os.name == "nt"):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def paint(lines: Iterable[Line], stream: TextIO) -> None:
    """Write *lines* to *stream*, in colour when it is a terminal that wants it."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        stream.writelines(speakable(inert("".join(text for text, _ in line)), stream) + "\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((inert(text), STYLES.get(style, "")) for text, style in line)))


def speakable(text: str, stream: TextIO) -> str:
    """*text* in the characters that *stream* can show."""
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return text.translate(_PLAIN)
    return text


def out_width() -> int:
    """The width of stdout: that of the terminal, or 80 columns."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def progress(items: Iterator[Any], lang: Callable[[], str], *, quiet: bool) -> Iterator[Any]:
    """*items*, with a count on stderr, on a terminal, once the work has lasted."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    start = shown = time.monotonic()
    drawn = False
    for count, item in enumerate(items, 1):
        now = time.monotonic()
        if now - start > PATIENCE and now - shown > BETWEEN:
            sys.stderr.write(f"\r{say('progress', lang())} {count}")
            sys.stderr.flush()
            shown, drawn = now, True
        if drawn:
            sys.stderr.write("\r\x1b[K")
        yield item
    if drawn:
        sys.stderr.write("\r\x1b[K")


def language(chosen: str, configured: str = "") -> str:
    """The language to speak: *chosen*, or that of the settings, or `ASSESS_LANG`, or that of the locale; English when none is ours."""
    for name in (chosen, configured, os.environ.get("ASSESS_LANG", "")):
        if name[:2].lower() in LANGUAGES:
            return name[:2].lower()
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if os.name == "nt" and (locale.getlocale()[0] or "").lower().startswith("fr") else "en"
