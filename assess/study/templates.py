"""Templates of documents: ours, and a user's own before them, rendered by Jinja in a sandbox.

- A value is written as it is only when it is `Markdown`; any other text is escaped. What a macro or a `{% set %}` block gives is so.
- Templates reach the values of the view and the functions of the writer, nothing else: no private attribute, no file, no chance, no clock.
- Where a user's own templates have a part, loops, calls and the size of the text are bounded, the more widely the more there is to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from functools import cached_property
from traceback import walk_tb
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, Undefined, compiler, nodes
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from msgspec import Struct

from assess.messages import LANGUAGES
from assess.study.markdown import Markdown, plain
from assess.study.markdown_writer import FUNCTIONS, MarkdownWriter
from assess.study.outline import FILE as OUTLINE
from assess.study.outline import Outline
from assess.study.words import Wording, WordingFault, WordingFile

Source = Callable[[str], tuple[str, str] | None]
"""Gives the text and the path of a file of templates, from its name (`impact-study.md.j2`, `fr.yaml`); None when there is no such file."""

Compiled = Callable[[str, Callable[[str], CodeType]], CodeType | None]
"""Gives the code of a template of ours from its name, made from its text by the function given; None when there is no such template."""

SHIPPED = "shipped/"
"""What begins the name of a template of ours, whatever the user's own templates are: `{% extends "shipped/impact-study.md.j2" %}`."""
_OF_A_LANGUAGE = tuple(f"{lang}/" for lang in LANGUAGES)
"""What begins the name of a template in one language: the user's own may differ, ours is the same for all."""

MAX_STEPS = 300_000
"""Turns of loops and calls, in one document."""
STEPS_FOR_EACH = 500
"""As many again for each thing that there is to tell: an evidence, an option, an article."""
MAX_CHARACTERS = 5_000_000
"""Characters written by the document, and by the macros and blocks it is made of."""


COMPILED_WITH = (str(compiler.__file__), __file__)
"""The files that decide how a template is compiled."""


class BudgetSpent(Exception):
    """A template that loops without end, or writes without end."""


class Budget:
    """What one document may spend, where a user's own templates have a part in it: ours always end."""

    __slots__ = ("_bounded", "characters", "most", "steps")

    def __init__(self, bounded: Collection[str], most: int = MAX_STEPS) -> None:
        """Allow *most* steps; while *bounded*, the user's own templates loaded so far, is empty, nothing is refused."""
        self.steps, self.most, self.characters, self._bounded = 0, most, 0, bounded

    def step(self, count: int = 1) -> None:
        """Spend *count* turns or calls. Raises `BudgetSpent`."""
        self.steps += count
        if self.steps > self.most and self._bounded:
            raise BudgetSpent(f"{self.most:,} steps")

    def write(self, count: int) -> None:
        """Spend *count* characters, of a document or of one of its parts (parts within parts count at each level). Raises `BudgetSpent`."""
        self.characters += count
        if (count > MAX_CHARACTERS or self.characters > 4 * MAX_CHARACTERS) and self._bounded:
            raise BudgetSpent(f"{MAX_CHARACTERS:,} characters")


def weight(value: Any) -> int:
    """How many things there are in *value*, a part of a view: the items of its lists, whatever they are in."""
    if isinstance(value, Struct):
        return sum(weight(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, dict):
        return sum(map(weight, value.values()))
    return sum(1 + weight(item) for item in value) if isinstance(value, (tuple, list)) else 0


class TemplateFault(Exception):
    """A mistake in a user's own template: the id of a message for `assess.messages`, the file, the line, the values of the message."""

    def __init__(self, message: str, path: str, line: int, values: dict[str, str]) -> None:
        super().__init__(f"{path}:{line}: {message} {values}")
        self.message, self.path, self.line, self.values = message, path, line, values


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


class Templates(ImmutableSandboxedEnvironment):
    """The templates of a run: the user's own first, then ours. They render one document at a time."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, shipped: Source, user: Source | None = None, compiled: Compiled | None = None) -> None:
        """*shipped* gives our templates, *user* the user's own, which come first; *compiled* may have kept the code of ours."""
        self.templates = _Loader(shipped, user, compiled)
        super().__init__(
            loader=self.templates, undefined=StrictUndefined, finalize=finalize, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        self.writer, self.budget = MarkdownWriter(""), Budget(self.templates.user_files)
        self._wordings: dict[str, Wording] = {}
        self._lang, self._says = "", dict[str, str]()
        functions = {"range": self._range, "namespace": Namespace, "t": self._say, **{name: self._of_writer(name) for name in FUNCTIONS}}
        own = {"counted": self._counted, "joined": self._joined, "written": self._written}
        self.filters = {**{name: FILTERS[name] for name in _FILTERS}, **own}
        self.globals = dict(functions)
        self._allowed = frozenset(functions.values())

    def render(self, name: str, lang: str, *, marked: bool = True, **values: Any) -> str:
        """The text in *lang* that the template *name* gives with *values*; *marked*: its passages stand between markers.

        The value `study` may say some sentences otherwise: see `Study.says`.

        Raises `TemplateFault` for a mistake in a user's own template.
        """
        most = MAX_STEPS + (STEPS_FOR_EACH * weight([*values.values()]) if self.templates.user else 0)
        self._says = dict(getattr(values.get("study"), "says", ()))
        self._lang, self.writer, self.budget = lang, MarkdownWriter(lang, marked=marked), Budget(self.templates.user_files, most)
        try:
            template = self.get_template(name)
            return "".join(map(self._written, template.root_render_func(template.new_context(values)))) + self.writer.notes()
        except Exception as error:
            told = fault(error, self.templates.user_files)
            if told is error:
                raise
            raise told from None

    @cached_property
    def outline(self) -> Outline:
        """The outline of our documents."""
        source = self.templates.shipped(OUTLINE)
        if source is None:
            raise ValueError(OUTLINE)
        return Outline.read(source[0])

    def join_path(self, template: str, parent: str) -> str:  # noqa: ARG002 - as Jinja calls it
        """The name of the *template* that another one calls: in the language of the document, unless it says which."""
        if template.startswith((SHIPPED, *_OF_A_LANGUAGE)):
            return template
        self.templates.called[f"{self._lang}/{template}"] = template
        return f"{self._lang}/{template}"

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The *attribute* of *obj*. The values of the view, which have no methods, are read at once: templates do little else."""
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The item or attribute called *argument* of *obj*."""
        if isinstance(obj, Struct):
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
            return obj.__name__ in _METHODS or obj in self._allowed
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

    def _say(self, key: str, **values: Any) -> Markdown | list[Markdown]:
        """The sentence *key*. See `Wording.say`."""
        if self._lang not in self._wordings:
            name = f"{self._lang}.yaml"
            ours, own = ((source and source(name)) for source in (self.templates.shipped, self.templates.user))
            self._wordings[self._lang] = Wording(self._lang, ours and WordingFile(ours[0]), own and WordingFile(*own), written)
        return self._wordings[self._lang].say(self._says.get(key, key), **values)

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.budget.step(len(numbers))
        return numbers

    def _counted(self, values: Any) -> Any:
        if not hasattr(values, "__len__"):
            values = list(self._bounded(values))
        self.budget.step(len(values))
        return values

    def _bounded(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.budget.step()
            yield value

    def _written(self, text: str) -> Markdown:
        self.budget.write(len(text))
        return Markdown(text)

    def _joined(self, parts: list[Any]) -> str:
        text = joined(parts)
        self.budget.write(len(text))
        return text

    def _of_writer(self, name: str) -> Any:
        def function(*args: Any, **kwargs: Any) -> Any:
            return getattr(self.writer, name)(*args, **kwargs)

        return function

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Guards().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree


class _Loader(BaseLoader):
    """The user's own templates first, for one language and then for all; then ours."""

    def __init__(self, shipped: Source, user: Source | None, compiled: Compiled | None) -> None:
        self.shipped, self.user, self.compiled = shipped, user, compiled
        self.user_files: dict[str, str] = {}
        """The path of the file of each of the user's own templates loaded, by its name."""
        self.called: dict[str, str] = {}
        """What templates call those whose names were completed with the language."""

    def _refuse(self, name: str) -> None:
        """Raise `TemplateNotFound` for a *name* that leads elsewhere than under the folder of templates, whatever is there."""
        if "\\" in name or ":" in name or "\0" in name or not {"", ".", ".."}.isdisjoint(name.split("/")):
            raise TemplateNotFound(self.called.get(name, name))

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, None]:  # noqa: ARG002 - as Jinja calls it
        self._refuse(template)
        own = self._of_user(template)
        if own:
            self.user_files[template] = own[1]
            return own[0], own[1], None
        ours = self.shipped(for_all_languages(template))
        if ours is None:
            raise TemplateNotFound(self.called.get(template, template))
        return ours[0], None, None

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - as Jinja calls it
        self._refuse(name)
        if self.compiled is None or self._of_user(name):
            return super().load(environment, name, globals)
        ours = for_all_languages(name)
        code = self.compiled(ours, lambda text: environment.compile(text, ours))
        if code is None:
            raise TemplateNotFound(self.called.get(name, name))
        return environment.template_class.from_code(environment, code, {} if globals is None else globals)

    def _of_user(self, name: str) -> tuple[str, str] | None:
        if self.user is None or name.startswith(SHIPPED):
            return None
        return self.user(name) or self.user(for_all_languages(name))


def for_all_languages(name: str) -> str:
    """The name of our template that *name* calls: `fr/notice.md.j2` and `shipped/fr/notice.md.j2` call `notice.md.j2`."""
    name = name.removeprefix(SHIPPED)
    return name.partition("/")[2] if name.startswith(_OF_A_LANGUAGE) else name


def finalize(value: Any) -> str:
    """*value* as it is written where a template says `{{ value }}`; an undefined value raises by itself. See `assess.study.writing`."""
    return str(value) if isinstance(value, Undefined) else written(value)


class _Guards(NodeTransformer):
    """Makes a template go through the filters `counted`, `written` and `joined` where it loops, keeps a text and joins texts."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - as Jinja names it
        self.generic_visit(node)
        node.iter = _filtered(cast("nodes.Expr", node.iter), "counted", node.lineno)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802 - as Jinja names it
        """`{% set x %}…{% endset %}` gives `Markdown`."""
        self.generic_visit(node)
        if node.filter is None:
            node.filter = _filtered(None, "written", node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - as Jinja names it
        """`a ~ b` gives `Markdown` when one of the two is."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "joined", node.lineno)


def _filtered(node: nodes.Expr | None, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=line)


def written(value: Any) -> str:
    """*value* as it is written where a template says `{{ value }}`: `Markdown` as it is, any other text escaped, whole numbers.

    Raises `TypeError` for anything else: a list or a truth value is no text.
    """
    if isinstance(value, str):
        return value if value.__class__ is Markdown else plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be written")


def joined(parts: list[Any]) -> str:
    """*parts* joined by `~`: `Markdown` when one of them is, the others being escaped; otherwise plain text."""
    if any(isinstance(part, Markdown) for part in parts):
        return Markdown("".join([_within(part, first=at == 0) for at, part in enumerate(parts)]))
    return "".join([str(part) for part in parts])


def _within(part: Any, *, first: bool) -> str:
    """*part* inside a text: the spaces at its ends count. Only when *first* may it begin a line."""
    if isinstance(part, Markdown) or not isinstance(part, str):
        return written(part)
    inner = part.strip()
    before = part[: len(part) - len(part.lstrip())]
    escaped = plain(inner) if first else plain(f".{inner}")[1:]
    return f"{before}{escaped}{part[len(before) + len(inner) :]}"


_MESSAGES: tuple[tuple[type[Exception], str], ...] = (
    (TemplateSyntaxError, "template-syntax"),
    (SecurityError, "template-not-allowed"),
    (UndefinedError, "template-undefined"),
    (WordingFault, "template-undefined"),
    (TemplateNotFound, "template-not-found"),
    (RecursionError, "template-recursion"),
    (BudgetSpent, "template-too-long"),
)


def fault(error: Exception, user_files: dict[str, str]) -> Exception:
    """The `TemplateFault` for *error*, or *error* itself when none of the *user_files* (paths by template name) has a part in it."""
    if isinstance(error, WordingFault) and error.path:
        return TemplateFault(error.message, error.path, error.line, error.values)
    syntax = [(error.name, error.lineno)] if isinstance(error, TemplateSyntaxError) and error.name else []
    places = [*syntax, *_frames(error)]
    place = next(((user_files[name], line) for name, line in reversed(places) if name in user_files), None)
    if place is None and isinstance(error, BudgetSpent):
        place = next(((path, 1) for path in user_files.values()), None)
    if place is None:
        return error
    message = next((message for kind, message in _MESSAGES if isinstance(error, kind)), "template-error")
    return TemplateFault(message, *place, {"reason": _reason(error, message)})


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    """The templates that were being rendered, as `(name, line)`, outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        if template := frame.f_globals.get("__jinja_template__"):
            yield template.name, template.get_corresponding_lineno(line)


def _reason(error: Exception, message: str) -> str:
    text = str(error.message or "") if isinstance(error, (TemplateSyntaxError, UndefinedError, TemplateNotFound)) else str(error)
    text = text.replace(f"{MarkdownWriter.__name__}.", "")  # its functions are called by their names alone
    return text if message != "template-error" else f"{type(error).__name__}: {text}"
