"""What went wrong in a template, said of the line of the user's own file that is to be mended."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from assess.study.budget import BudgetSpent
from assess.study.templates import TemplateFault

_MESSAGES: tuple[tuple[type[Exception], str], ...] = (
    (TemplateSyntaxError, "template-syntax"),
    (SecurityError, "template-not-allowed"),
    (UndefinedError, "template-undefined"),
    (TemplateNotFound, "template-not-found"),
    (RecursionError, "template-recursion"),
    (BudgetSpent, "template-too-long"),
)


def fault(error: Exception, user_files: dict[str, str]) -> Exception:
    """The `TemplateFault` for *error*, or *error* itself when none of the *user_files* (paths by template name) has a part in it."""
    places = [*_of_syntax(error), *_frames(error)]
    found = next(((user_files[name], line) for name, line in reversed(places) if name in user_files), None)
    if found is None:
        return error
    message = next((message for kind, message in _MESSAGES if isinstance(error, kind)), "template-error")
    return TemplateFault(message, *found, {"reason": _reason(error, message)})


def _of_syntax(error: Exception) -> Iterator[tuple[str, int]]:
    if isinstance(error, TemplateSyntaxError) and error.name:
        yield error.name, error.lineno


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    """The templates that were being rendered, as `(name, line)`, outermost first."""
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            yield template.name, template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next


def _reason(error: Exception, message: str) -> str:
    text = str(error.message or "") if isinstance(error, (TemplateSyntaxError, UndefinedError, TemplateNotFound)) else str(error)
    return text if message != "template-error" else f"{type(error).__name__}: {text}"
