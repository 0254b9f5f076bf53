"""Expressions of our templates as Python expressions, and what names mean in them."""

from __future__ import annotations

from itertools import count
from typing import Any

from jinja2 import nodes

from assess.record import Record
from assess.study.markdown_writer import FUNCTIONS
from assess.study.writing import written

_COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_TESTS = {"eq": "==", "in": "in"}


class Unsupported(Exception):
    """Something that a template of ours may not say."""

    def __init__(self, node: nodes.Node, what: str) -> None:
        """Tell *what*, and where."""
        super().__init__(f"line {node.lineno}: {what}")


class Module(Record):
    """An imported template: its macros, and the functions made of them."""

    macros: dict[str, str]


class Macro(Record):
    """A macro of the same template: the function made of it."""

    function: str


class Loop(Record):
    """The variables of a loop that tells where it is: how many turns before, the items."""

    at: str
    of: str


Meaning = str | Module | Macro | Loop
"""What a name means: a Python variable, or something that stands for several."""


class Scope:
    """The names that may be used at some place of a template."""

    def __init__(self, names: dict[str, Any], above: Scope | None = None) -> None:
        """*names* hide those *above*."""
        self.names: dict[str, Meaning] = names
        self.above = above
        self.numbers: count[int] = above.numbers if above else count(1)

    def has(self, name: str) -> bool:
        """Whether *name* means something."""
        return name in self.names or (self.above is not None and self.above.has(name))

    def find(self, node: Any) -> Meaning:
        """What the name of *node* means. Raises `Unsupported` when it means nothing."""
        if node.name in self.names:
            return self.names[node.name]
        if self.above is None:
            raise Unsupported(node, f"{node.name} is not defined")
        return self.above.find(node)

    def fresh(self, name: str) -> str:
        """A variable that nothing else uses."""
        return f"{name}_{next(self.numbers)}"

    def add(self, name: str) -> str:
        """A variable for *name*, in this scope."""
        made = self.names[name] = self.fresh(name)
        return made

    def parameter(self, name: str) -> str:
        """The same for a parameter of a macro, which may be given by its name."""
        made = self.names[name] = f"{name}_"
        return made

    def target(self, node: nodes.Node) -> str:
        """Variables for what a loop goes through."""
        if isinstance(node, nodes.Tuple):
            return f"({', '.join(self.target(item) for item in node.items)})"
        if not isinstance(node, nodes.Name):
            raise Unsupported(node, "for")
        return self.add(node.name)


class Expressions:
    """Makes Python expressions, and remembers the functions of the pen that they call."""

    def __init__(self) -> None:
        """None is called yet."""
        self.of_pen: set[str] = set()

    def text(self, node: Any, scope: Scope) -> str:
        """The Python expression for *node*. Raises `Unsupported`."""
        return str(getattr(self, f"_{type(node).__name__.lower()}", self._other)(node, scope))

    def output(self, node: Any, scope: Scope) -> str:
        """The Python expression for what *node* writes."""
        if isinstance(node, nodes.TemplateData):
            return repr(node.data)
        if isinstance(node, nodes.Const):
            return repr(str(written(node.value)))
        if isinstance(node, nodes.CondExpr):
            other = self.output(node.expr2, scope) if node.expr2 is not None else "''"
            return f"({self.output(node.expr1, scope)} if {self.text(node.test, scope)} else {other})"
        found = self.text(node, scope)
        return found if isinstance(node, nodes.Call) and self._gives_markdown(node.node, scope) else f"written({found})"

    def call(self, node: nodes.Call, scope: Scope, *more: str) -> str:
        """A call, with *more* arguments."""
        if node.dyn_args or node.dyn_kwargs:
            raise Unsupported(node, "call with * or **")
        arguments = [self.text(argument, scope) for argument in node.args]
        mark = "_" if self._is_macro(node.node, scope) else ""
        arguments += [f"{argument.key}{mark}={self.text(argument.value, scope)}" for argument in node.kwargs]
        return f"{self.text(node.node, scope)}({', '.join([*arguments, *more])})"

    def _gives_markdown(self, called: Any, scope: Scope) -> bool:
        """Whether what is *called* is a macro or a function of the pen."""
        return self._is_macro(called, scope) or (isinstance(called, nodes.Name) and not scope.has(called.name))

    def _is_macro(self, called: Any, scope: Scope) -> bool:
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return isinstance(scope.find(called.node), Module)
        return isinstance(called, nodes.Name) and scope.has(called.name) and isinstance(scope.find(called), Macro)

    def _other(self, node: nodes.Node, scope: Scope) -> str:  # noqa: ARG002 - as the others
        raise Unsupported(node, type(node).__name__)

    def _call(self, node: nodes.Call, scope: Scope) -> str:
        return self.call(node, scope)

    def _name(self, node: nodes.Name, scope: Scope) -> str:
        if not scope.has(node.name) and node.name in FUNCTIONS:
            self.of_pen.add(node.name)
            return node.name
        if not scope.has(node.name) and node.name == "namespace":
            return "SimpleNamespace"
        found = scope.find(node)
        if isinstance(found, Macro):
            return found.function
        if not isinstance(found, str):
            raise Unsupported(node, f"{node.name} by itself")
        return found

    def _const(self, node: nodes.Const, scope: Scope) -> str:  # noqa: ARG002 - as the others
        return repr(node.value)

    def _list(self, node: nodes.List, scope: Scope) -> str:
        return f"[{', '.join(self.text(item, scope) for item in node.items)}]"

    def _tuple(self, node: nodes.Tuple, scope: Scope) -> str:
        return f"({''.join(f'{self.text(item, scope)}, ' for item in node.items)})"

    def _dict(self, node: nodes.Dict, scope: Scope) -> str:
        return "{" + ", ".join(f"{self.text(pair.key, scope)}: {self.text(pair.value, scope)}" for pair in node.items) + "}"

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> str:
        found = scope.find(node.node) if isinstance(node.node, nodes.Name) else ""
        if isinstance(found, Module):
            if node.attr not in found.macros:
                raise Unsupported(node, f"{node.attr} is not defined")
            return found.macros[node.attr]
        if isinstance(found, Loop):
            said = {"first": f"{found.at} == 0", "last": f"{found.at} == len({found.of}) - 1", "index": f"{found.at} + 1"}
            if node.attr not in said:
                raise Unsupported(node, f"loop.{node.attr}")
            return f"({said[node.attr]})"
        return f"{self.text(node.node, scope)}.{node.attr}"

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> str:
        if isinstance(node.arg, nodes.Slice):
            bounds = [self.text(bound, scope) if bound is not None else "" for bound in (node.arg.start, node.arg.stop)]
            return f"{self.text(node.node, scope)}[{':'.join(bounds)}]"
        return f"{self.text(node.node, scope)}[{self.text(node.arg, scope)}]"

    def _compare(self, node: nodes.Compare, scope: Scope) -> str:
        rest = "".join(f" {_COMPARE[part.op]} {self.text(part.expr, scope)}" for part in node.ops)
        return f"({self.text(node.expr, scope)}{rest})"

    def _and(self, node: nodes.And, scope: Scope) -> str:
        return f"({self.text(node.left, scope)} and {self.text(node.right, scope)})"

    def _or(self, node: nodes.Or, scope: Scope) -> str:
        return f"({self.text(node.left, scope)} or {self.text(node.right, scope)})"

    def _not(self, node: nodes.Not, scope: Scope) -> str:
        return f"(not {self.text(node.node, scope)})"

    def _add(self, node: nodes.Add, scope: Scope) -> str:
        return f"({self.text(node.left, scope)} + {self.text(node.right, scope)})"

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> str:
        other = self.text(node.expr2, scope) if node.expr2 is not None else "''"
        return f"({self.text(node.expr1, scope)} if {self.text(node.test, scope)} else {other})"

    def _concat(self, node: nodes.Concat, scope: Scope) -> str:
        return f"joined([{', '.join(self.text(part, scope) for part in node.nodes)}])"

    def _filter(self, node: nodes.Filter, scope: Scope) -> str:
        arguments = [*node.args, *node.kwargs]
        if node.name == "default" and isinstance(node.node, nodes.Name):
            return self.text(node.node if scope.has(node.node.name) else node.args[0], scope)
        items = self.text(node.node, scope)
        if node.name in ("list", "length", "unique") and not arguments:
            return f"{'len' if node.name == 'length' else node.name}({items})"
        if node.name == "groupby":
            return f"grouped({items}, {self.text(node.args[0], scope)})"
        if node.name == "map" and not node.args:
            return f"[each.{_word(node.kwargs[0].value)} for each in {items}]"
        if node.name in ("select", "selectattr", "reject", "rejectattr"):
            return self._selected(node, items, scope)
        raise Unsupported(node, f"| {node.name}")

    def _selected(self, node: nodes.Filter, items: str, scope: Scope) -> str:
        of_attribute = node.name.endswith("attr")
        tested = f"each.{_word(node.args[0])}" if of_attribute else "each"
        test = node.args[1:] if of_attribute else node.args
        if test:
            tested = f"{tested} {_TESTS[_word(test[0])]} {self.text(test[1], scope)}"
        return f"[each for each in {items} if {'not ' if node.name.startswith('reject') else ''}({tested})]"


def _word(node: Any) -> str:
    if not (isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value.isidentifier()):
        raise Unsupported(node, "an identifier is expected")
    return node.value
