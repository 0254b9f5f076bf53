"""Templates of documents: where they come from, and what is wrong with one of a user's own.

Ours are plain Python by the time they are rendered, unless the user has templates too: only then, or to make that Python, is Jinja loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CodeType
from typing import TYPE_CHECKING, Any

from assess.study.markdown_writer import Pen

if TYPE_CHECKING:
    from assess.study.environment.sandbox import Sandbox

Source = Callable[[str], tuple[str, str] | None]
"""Gives the text of a template and the path of its file, from its name (`fr/impact-study.md.j2`); None when there is no such template."""

Cache = tuple[Callable[[str], bytes | None], Callable[[str, bytes], None]]
"""Gets and keeps the compiled form of templates in the sandbox, under a name made of letters and digits."""

Programs = Callable[[str], CodeType]
"""Gives the compiled form of a document of ours, from the name of its template."""

PROGRAM = "1"
"""Changes when what is made of the same document does."""

DOCUMENTS = tuple(
    f"{lang}/{name}.md.j2" for lang in ("fr", "en") for name in ("impact-study", "annex-principles", "annex-safeguards", "annex-grid")
)
"""The templates that are a whole document."""

SHIPPED = "shipped/"
"""What begins the name of a template of ours, whatever the user's own templates are: `{% extends "shipped/fr/impact-study.md.j2" %}`."""


class TemplateFault(Exception):
    """A mistake in a user's own template: the id of a message for `assess.messages`, the file, the line, the values of the message."""

    def __init__(self, message: str, path: str, line: int, values: dict[str, str]) -> None:
        """Keep the *message* about the *line* of *path*."""
        super().__init__(f"{path}:{line}: {message} {values}")
        self.message, self.path, self.line, self.values = message, path, line, values


class Templates:
    """The templates of a run: the user's own first, then ours; loaded once, rendered many times."""

    def __init__(
        self, shipped: Source, user: Source | None = None, compiled: str = "", cache: Cache | None = None, programs: Programs | None = None
    ) -> None:
        """*shipped* gives our templates; *programs*, if given, their compiled form, for when the *user* has none.

        *compiled* is the folder made of what `compiled_templates` gives, if there is one, for when the user has some.
        """
        self._sandboxed = (shipped, user, compiled, cache)
        self._sandbox: Sandbox | None = None
        self._programs = programs or (lambda name: code_of(*program_of(name, shipped)))
        self._documents: dict[str, Callable[..., str]] = {}

    def render(self, name: str, lang: str, *, marked: bool = True, **values: Any) -> str:
        """The text in *lang* that the template *name* gives with *values*; *marked*: its passages stand between markers.

        Raises `TemplateFault` for a mistake in a user's own template.
        """
        if self._sandboxed[1] is None:
            return self._written(name, Pen(lang, marked=marked), values)
        if self._sandbox is None:
            from assess.study.environment.sandbox import Sandbox

            self._sandbox = Sandbox(*self._sandboxed)
        return self._sandbox.document(name, lang, values, marked=marked)

    def _written(self, name: str, pen: Pen, values: dict[str, Any]) -> str:
        """A document of ours."""
        if name not in self._documents:
            space: dict[str, Any] = {}
            exec(self._programs(name), space)  # noqa: S102 - made of our own templates
            self._documents[name] = space["document"]
        return self._documents[name](pen, **values) + pen.notes()


def program_of(name: str, shipped: Source) -> tuple[str, str, list[str]]:
    """The document that our template *name* is the whole of: its name, its Python text, the names of the templates it is made of.

    Raises `Unsupported` for a template that says what ours may not say.
    """
    from assess.study.environment.programs import program

    return (name, *program(name, lambda part: (shipped(part) or ("", ""))[0]))


def code_of(name: str, text: str, parts: list[str]) -> CodeType:  # noqa: ARG001 - takes what `program_of` gives
    """The compiled form of what `program_of` gives."""
    return compile(text, f"<{name}>", "exec", dont_inherit=True, optimize=2)


def compiled_templates(sources: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Python files by name: a folder of them, given as `compiled` to `Templates`, spares compiling our templates beside a user's own.

    *sources* are their names and texts.

    They belong to one version of Jinja and of the tool: they are made when the tool is built.
    """
    from assess.study.environment.sandbox import compiled

    return dict(compiled(sources))
