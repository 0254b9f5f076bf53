"""Templates of documents: where they come from, and what is wrong with one of a user's own.

Jinja is loaded only when a template is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assess.drafting.environment.sandbox import Sandbox

Source = Callable[[str], tuple[str, str] | None]
"""Gives the text of a template and the path of its file, from its name (`fr/impact-study.md.j2`); None when there is no such template."""

Cache = tuple[Callable[[str], bytes | None], Callable[[str, bytes], None]]
"""Gets and keeps the compiled form of a user's own templates, under a name made of letters and digits."""

SHIPPED = "shipped/"
"""What begins the name of a template of ours, whatever the user's own templates are: `{% extends "shipped/fr/impact-study.md.j2" %}`."""


class TemplateFault(Exception):
    """A mistake in a user's own template: the id of a message for `assess.language`, the file, the line, the values of the message."""

    def __init__(self, message: str, path: str, line: int, values: dict[str, str]) -> None:
        """Keep the *message* about the *line* of *path*."""
        super().__init__(f"{path}:{line}: {message} {values}")
        self.message, self.path, self.line, self.values = message, path, line, values


class Templates:
    """The templates of a run: the user's own first, then ours; loaded once, rendered many times."""

    def __init__(self, shipped: Source, user: Source | None = None, compiled: str = "", cache: Cache | None = None) -> None:
        """*shipped* gives our templates; *compiled* is the folder made of what `compiled_templates` gives, if there is one."""
        self._arguments = (shipped, user, compiled, cache)
        self._sandbox: Sandbox | None = None

    def render(self, name: str, lang: str, *, marked: bool = True, **values: Any) -> str:
        """The text in *lang* that the template *name* gives with *values*; *marked*: its passages stand between markers.

        Raises `TemplateFault` for a mistake in a user's own template.
        """
        if self._sandbox is None:
            from assess.drafting.environment.sandbox import Sandbox

            self._sandbox = Sandbox(*self._arguments)
        return self._sandbox.document(name, lang, values, marked=marked)


def compiled_templates(sources: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Python files by name: a folder of them, given as `compiled` to `Templates`, spares compiling our templates at each run.

    *sources* are their names and texts.

    They belong to one version of Jinja and of the tool: they are made when the tool is built.
    """
    from assess.drafting.environment.sandbox import compiled

    return dict(compiled(sources))
