"""The environment in which templates are rendered.

- A value is written as it is only when it is `Markdown`; any other text is escaped. What a macro or a `{% set %}` block gives is so.
- Templates reach the values of the view and the functions of the pen, nothing else: no private attribute, no file, no chance, no clock.
- Loops, calls and the size of the text are bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import ModuleLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from assess.record import Record, fields
from assess.study.budget import Budget
from assess.study.environment.faults import fault
from assess.study.environment.guards import Guards, finalize
from assess.study.environment.loader import Kept, Loader
from assess.study.markdown import Markdown
from assess.study.markdown_writer import FUNCTIONS, Pen
from assess.study.templates import Cache, Source
from assess.study.writing import joined

_FILTERS = (
    *("capitalize", "count", "default", "d", "dictsort", "first", "groupby", "items", "last", "length", "list", "lower", "map", "max"),
    *("min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "sum", "title", "trim", "unique", "upper"),
)
_METHODS = frozenset(
    (
        *("startswith", "endswith", "lower", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "split", "count"),
        *("get", "keys", "values", "items", "changed", "cycle"),
    )
)
"""The methods of texts, mappings and loops that a template may call."""
_WRITERS = (Macro, BlockReference, LoopContext)
"""What gives a text that a template has written."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of a run. It renders one document at a time."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, shipped: Source, user: Source | None = None, compiled: str = "", cache: Cache | None = None) -> None:
        """See `assess.study.templates.Templates`."""
        self.templates = Loader(shipped, user, compiled)
        super().__init__(
            loader=self.templates,
            bytecode_cache=Kept(cache) if cache else None,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.pen, self.budget = Pen(""), Budget()
        functions = {"range": self._range, "namespace": Namespace, **{name: self._of_pen(name) for name in FUNCTIONS}}
        own = {"counted": self._counted, "joined": self._joined, "written": self._written}
        self.filters = {**{name: FILTERS[name] for name in _FILTERS}, **own}
        self.globals = dict(functions)
        self._allowed = frozenset(functions.values())

    def document(self, name: str, lang: str, values: dict[str, Any], *, marked: bool) -> str:
        """The text in *lang* that the template *name* gives with *values*, its passages between markers or not.

        Raises `TemplateFault` for a mistake in a user's own template.
        """
        self.pen, self.budget = Pen(lang, marked=marked), Budget()
        try:
            template = self.get_template(name)
            return "".join(self._bounded_parts(template.root_render_func(template.new_context(values)))) + self.pen.notes()
        except Exception as error:
            found = fault(error, self.templates.user_files)
            if found is error:
                raise
            raise found from None

    def _bounded_parts(self, parts: Iterable[str]) -> Iterator[str]:
        for part in parts:
            self.budget.write(len(part))
            yield part

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The *attribute* of *obj*. The values of the view, which have no methods, are read at once: templates do little else."""
        if isinstance(obj, Record) and not attribute.startswith("_"):
            return getattr(obj, attribute, None) if attribute in fields(type(obj)) else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The item or attribute called *argument* of *obj*."""
        if isinstance(obj, Record):
            return self.getattr(obj, str(argument))
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read the attribute *attr* of *obj*."""
        if isinstance(value, (MethodType, BuiltinMethodType)) and attr not in _METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call *obj*."""
        if isinstance(obj, (MethodType, BuiltinMethodType)):
            return obj.__name__ in _METHODS or obj == self._range
        return isinstance(obj, _WRITERS) or obj in self._allowed

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063 - as Jinja has it
        """Call *__obj*; what a macro or a block gives is `Markdown`."""
        __self.budget.step()
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"calling {getattr(__obj, '__name__', type(__obj).__name__)}")
        result: Any = __context.call(__obj, *args, **kwargs)
        return __self._written(result) if isinstance(__obj, _WRITERS) else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operators that could make a huge value: for numbers only, and `+` for lists."""
        if operator == "+" and isinstance(left, (list, tuple)):
            self.budget.step(len(left))
            return left + right
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"{type(left).__name__} {operator} {type(right).__name__}")
        return super().call_binop(context, operator, left, right)

    def _range(self, *bounds: int) -> range:
        found = range(*bounds)
        self.budget.step(len(found))
        return found

    def _counted(self, values: Any) -> Any:
        """*values*, about to be gone through."""
        if not hasattr(values, "__len__"):
            values = list(self._bounded(values))
        self.budget.step(len(values))
        return values

    def _bounded(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.budget.step()
            yield value

    def _written(self, text: str) -> Markdown:
        """*text*, written by a template: its values have been escaped."""
        self.budget.write(len(text))
        return Markdown(text)

    def _joined(self, parts: list[Any]) -> str:
        text = joined(parts)
        self.budget.write(len(text))
        return text

    def _of_pen(self, name: str) -> Any:
        def function(*args: Any, **kwargs: Any) -> Any:
            return getattr(self.pen, name)(*args, **kwargs)

        return function

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = Guards().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree


def compiled(sources: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The files, as `(name, Python text)`, that make a folder of compiled templates out of *sources*, `(name, text)` of our templates."""
    environment = Sandbox(lambda _: None)
    for name, text in sources:
        yield ModuleLoader.get_module_filename(name), environment.compile(text, name, None, raw=True, defer_init=True)
