"""Our templates made into plain Python, document by document.

What comes out needs neither Jinja nor the sandbox: our templates are trusted, and know at this point every template they are made of. They
keep to a part of the language; anything else, and any name that nothing defines, is refused here, before a document is ever written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes

from assess.study.environment.expressions import Expressions, Loop, Macro, Module, Scope, Unsupported

HEAD = """\
from types import SimpleNamespace
from assess.study.markdown import Markdown
from assess.study.writing import grouped, joined, unique, written
"""


def program(name: str, source: Callable[[str], str]) -> tuple[str, list[str]]:
    """The Python text of the document that the template *name* is the whole of, and the names of the templates it is made of.

    Its function `document(pen, study)` gives the text that *pen* writes. Raises `Unsupported`.
    """
    made = _Program(source)
    try:
        made.document(name)
    except Unsupported as refused:
        refused.add_note(f"in one of: {', '.join(made.trees)}")
        raise
    return HEAD + "\n".join(made.lines) + "\n", sorted(made.trees)


class _Program:
    """A document being made."""

    def __init__(self, source: Callable[[str], str]) -> None:
        self.source = source
        self.environment = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - `written` escapes
        self.trees: dict[str, nodes.Template] = {}
        self.modules: dict[str, Module] = {}
        self.lines: list[str] = []
        self.expressions = Expressions()

    def document(self, name: str) -> None:
        """Make the whole of it."""
        tree = self.tree(name)
        function = _Function(self, 1)
        scope = Scope({"study": "study"})
        function.body(tree.body, scope)
        pen = [f"    {name} = pen.{name}" for name in sorted(self.expressions.of_pen)]
        self.lines[:0] = ["def document(pen, study):", *pen]
        self.lines += [*function.lines, '    return "".join(out)']

    def tree(self, name: str) -> nodes.Template:
        """The template *name*, read once."""
        if name not in self.trees:
            self.trees[name] = self.environment.parse(self.source(name), name)
        return self.trees[name]

    def module(self, name: str) -> Module:
        """The macros of the template *name*, as functions of the program."""
        if name in self.modules:
            return self.modules[name]
        found = [node for node in self.tree(name).body if isinstance(node, nodes.Macro)]
        mark = f"{len(self.modules)}"
        module = self.modules[name] = Module({macro.name: f"m{mark}_{macro.name}" for macro in found})
        scope = Scope({macro: Macro(function) for macro, function in module.macros.items()})
        for node in self.tree(name).body:
            if isinstance(node, nodes.Import):
                scope.names[node.target] = self.module(_const(node.template))
        for macro in found:
            self.lines += self.macro(macro, module.macros[macro.name], scope, 1)
        return module

    def macro(self, node: nodes.Macro, name: str, above: Scope, depth: int) -> list[str]:
        """The lines of a macro, as a function called *name* that gives `Markdown`."""
        scope = Scope({}, above)
        arguments = [scope.parameter(argument.name) for argument in node.args]
        for at, default in enumerate(node.defaults, len(arguments) - len(node.defaults)):
            arguments[at] += f"={self.expressions.text(default, above)}"
        if any(found.name == "caller" for found in node.find_all(nodes.Name)):
            scope.names["caller"] = "caller"
            arguments.append("caller")
        return self.function(f"{name}({', '.join(arguments)})", node.body, scope, depth)

    def function(self, head: str, body: list[nodes.Node], scope: Scope, depth: int) -> list[str]:
        """The lines of a function that gives what *body* writes."""
        made = _Function(self, depth + 1)
        made.body(body, scope)
        margin = "    " * depth
        return [f"{margin}def {head}:", *made.lines, f'{margin}    return Markdown("".join(out))']


def _const(node: nodes.Expr) -> Any:
    if not isinstance(node, nodes.Const):
        raise Unsupported(node, "a template is named by a text")
    return node.value


class _Function:
    """The lines of one Python function: they add to the list `out`."""

    def __init__(self, of: _Program, depth: int) -> None:
        self.program, self.depth = of, depth
        self.lines: list[str] = []
        self.branches = 0
        self.add("out = []")

    def add(self, line: str) -> None:
        """Add a *line*."""
        self.lines.append("    " * self.depth + line)

    def text(self, node: nodes.Node, scope: Scope) -> str:
        """The Python expression for *node*."""
        return self.program.expressions.text(node, scope)

    def body(self, body: list[nodes.Node], scope: Scope) -> None:
        """The statements of *body*."""
        for node in body:
            getattr(self, f"_{type(node).__name__.lower()}", self._other)(node, scope)

    def block(self, body: list[nodes.Node], scope: Scope) -> None:
        """The same, indented."""
        self.depth += 1
        start = len(self.lines)
        self.body(body, scope)
        if len(self.lines) == start:
            self.add("pass")
        self.depth -= 1

    def _other(self, node: nodes.Node, scope: Scope) -> None:  # noqa: ARG002 - as the others
        raise Unsupported(node, type(node).__name__)

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        name = scope.fresh(node.name)
        scope.names[node.name] = Macro(name)
        self.lines += self.program.macro(node, name, scope, self.depth)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        parts = [self.program.expressions.output(child, scope) for child in node.nodes]
        found = [part for part in parts if part != "''"]
        if found:
            self.add(f"out += ({', '.join(found)},)")

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.branches += 1
        for at, branch in enumerate((node, *node.elif_)):
            self.add(f"{'elif' if at else 'if'} {self.text(branch.test, scope)}:")
            self.block(branch.body, scope)
        if node.else_:
            self.add("else:")
            self.block(node.else_, scope)
        self.branches -= 1

    def _for(self, node: nodes.For, above: Scope) -> None:
        if node.else_ or node.recursive:
            raise Unsupported(node, "else, recursive")
        items = self.text(node.iter, above)
        scope = Scope({}, above)
        target = scope.target(node.target)
        if node.test is not None:
            items = f"[{target} for {target} in {items} if {self.text(node.test, scope)}]"
        if any(found.name == "loop" for part in node.body for found in part.find_all(nodes.Name)):
            loop = scope.names["loop"] = Loop(scope.fresh("at"), scope.fresh("of"))
            self.add(f"{loop.of} = list({items})")
            self.add(f"for {loop.at}, {target} in enumerate({loop.of}):")
        else:
            self.add(f"for {target} in {items}:")
        branches, self.branches = self.branches, 0
        self.block(node.body, scope)
        self.branches = branches

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        value = self.text(node.node, scope)
        if isinstance(node.target, nodes.NSRef):
            self.add(f"{scope.find(node.target)}.{node.target.attr} = {value}")
        else:
            self.add(f"{self._declared(node.target, scope)} = {value}")

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        if node.filter is not None:
            raise Unsupported(node, "set with a filter")
        name = self._caller(node.body, scope)
        self.add(f"{self._declared(node.target, scope)} = {name}()")

    def _declared(self, target: nodes.Expr, scope: Scope) -> str:
        """The variable for *target*; what is set in one branch only must not be mistaken for what has the same name above."""
        if not isinstance(target, nodes.Name):
            raise Unsupported(target, "set")
        if self.branches and target.name not in scope.names and scope.has(target.name):
            raise Unsupported(target, f"{target.name}, set in a branch and above")
        return scope.names[target.name] if target.name in scope.names else scope.add(target.name)  # type: ignore[return-value]

    def _caller(self, body: list[nodes.Node], above: Scope) -> str:
        """A function that gives what *body* writes."""
        scope = Scope({}, above)
        name = scope.fresh("write")
        self.lines += self.program.function(f"{name}()", body, scope, self.depth)
        return name

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        if node.args:
            raise Unsupported(node, "call with arguments")
        name = self._caller(node.body, scope)
        self.add(f"out.append({self.program.expressions.call(node.call, scope, f'caller={name}')})")

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        scope.names[node.target] = self.program.module(_const(node.template))

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        name = _const(node.template)
        self._within(self.program.tree(name).body, Scope({}, scope))

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        self._within(node.body, Scope({}, scope))

    def _within(self, body: list[nodes.Node], scope: Scope) -> None:
        """*body* in place, in a scope of its own."""
        branches, self.branches = self.branches, 0
        self.body(body, scope)
        self.branches = branches
