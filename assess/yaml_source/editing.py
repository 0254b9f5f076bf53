"""Values put into the text of a YAML file where they belong: every other byte stays, comments, order, quotes and line ends included.

What the file should then hold is compared with what it holds before the new text is given, so an edit is right or is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from assess.yaml_source import nodes, writing
from assess.yaml_source.document import Document, read_document
from assess.yaml_source.events import Extents
from assess.yaml_source.nodes import Mapping
from assess.yaml_source.source import line_end, line_start

Path = tuple[str | int, ...]
"""The keys, and the ranks in lists, that lead to a value."""
Edit = tuple[int, int, str]
"""A stretch of a text, and what stands there instead."""
_COMMENT: Final = re.compile(r"(?m)(?:^|(?<=[ \t]))#")
_HEAD: Final = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
"""The comment beside the sign that begins a text on lines of its own."""
_EMPTY: Final[tuple[Any, ...]] = (None, "", {}, [])


class NotEdited(Exception):
    """The value at *path* cannot be put into the text without touching anything else."""

    def __init__(self, path: Path) -> None:
        super().__init__(".".join(map(str, path)))
        self.path = path


def edited(text: str, changes: Iterable[tuple[Path, Any]], order: Sequence[str] = ()) -> str:
    """*text*, a YAML file, after each of *changes* in turn: a path and the value to stand there, as plain data.

    A mapping that is missing on the way is made. A new key replaces the comment that awaits it, `# key:` without any value; else it
    follows the comment `# key: …` of its mapping, else the key that comes before it in *order*, else the last one. The rank after the
    last of a list adds an item. A value that the file holds already changes nothing. Raises `NotEdited` where *text* is not sound YAML,
    where a path goes through a plain value, and for a value that no file may hold.
    """
    for path, value in changes:
        text = _changed(text, path, value, order)
    return text


def applied(text: str, edits: Iterable[Edit]) -> str:
    """*text*, whatever its line ends and with its byte order mark, after *edits* that were made for its LF form without the mark.

    New lines end as the first line does.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    ends = [match.start() - at for at, match in enumerate(re.finditer("\r\n", body))]
    new_end = "\r\n" if "\r\n" in body[: body.find("\n") + 1] else "\n"
    for start, end, instead in sorted(edits, reverse=True):
        first, last = start + bisect_left(ends, start), end + bisect_left(ends, end)
        body = body[:first] + instead.replace("\n", new_end) + body[last:]
    return mark + body


def data(node: Any) -> Any:
    """*node* as plain data to compare: each scalar with its kind, so that `true` is not 1 and `1.0` is not `1.00`."""
    if isinstance(node, dict):
        return {str(key): data(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [data(value) for value in node]
    return None if node is None else (type(node).__name__, node)


def _changed(text: str, path: Path, value: Any, order: Sequence[str]) -> str:
    document = read_document(text, "")
    if not document.valid or not isinstance(document.root, Mapping):
        raise NotEdited(path)
    now = data(document.root)
    wanted = _put(now, path, data(value), path)
    if wanted == now:
        return text
    for edits in _Editor(document, order).ways(path, value):
        changed = applied(text, edits)
        after = read_document(changed, "")
        if after.valid and data(after.root) == wanted:
            return changed
    if not text.endswith("\n"):  # a block of text that ends the file gets its line end, where a key is to follow
        end = len(document.text)
        return _changed(applied(text, [(end, end, "\n")]), path, value, order)
    raise NotEdited(path)


def _put(node: Any, rest: Path, value: Any, path: Path) -> Any:
    """*node*, as plain data, with *value* at *rest*. Raises `NotEdited`."""
    if not rest:
        return value
    key = rest[0]
    if isinstance(key, str) and (node is None or isinstance(node, dict)):
        return (node or {}) | {key: _put((node or {}).get(key), rest[1:], value, path)}
    items = [] if node is None else node
    if not isinstance(key, int) or not isinstance(items, list) or not 0 <= key <= len(items):
        raise NotEdited(path)
    return [*items[:key], _put(items[key] if key < len(items) else None, rest[1:], value, path), *items[key + 1 :]]


def _nested(rest: Path, value: Any) -> Any:
    for key in reversed(rest):
        value = {key: value} if isinstance(key, str) else [value]
    return value


class _Editor:
    """The edits that put a value into one document; each way of doing so is tried until one is right."""

    def __init__(self, document: Document, order: Sequence[str]) -> None:
        self.root, self.root_offset = document.root, document.root_offset
        self.text = document.text
        self.spans = Extents(document.text)
        self.rank = {name: at for at, name in reversed([*enumerate(order)])}

    def ways(self, path: Path, value: Any) -> Iterator[list[Edit]]:
        """The edits that may put *value* at *path*, best first."""
        node, start = self.root, self.root_offset
        parent: Any = None
        opening = 0
        """From where comments that await a key of the mapping may stand: the colon that opens it."""
        for depth, key in enumerate(path):
            here: Any = node
            if node is None:
                yield from self._final(node, parent, path[depth - 1], start, _nested(path[depth:], value))
                return
            there = key in here if isinstance(here, dict) else isinstance(key, int) and key < len(here)
            if not there:
                yield from self._added(here, (opening, start), key, _nested(path[depth + 1 :], value))
                return
            opening = self._colon(here, str(key)) if isinstance(here, Mapping) else here.mark(key).index
            parent, node, start = here, here[key], here.mark(key).index
        yield from self._final(node, parent, path[-1], start, value)

    def _final(self, node: Any, parent: Any, key: Any, start: int, value: Any) -> Iterator[list[Edit]]:
        nothing = node is None and self.spans.scalars.get(start, start) == start
        yield from self._into_nothing(parent, key, value) if nothing else self._replaced(parent, key, start, value)

    # A key or an item more

    def _added(self, container: Any, places: tuple[int, int], key: str | int, value: Any) -> Iterator[list[Edit]]:
        opening, start = places
        if self.text[start] in "{[":
            yield self._in_flow(container, start, key, value)
        elif isinstance(key, int):
            end = line_end(self.text, self.spans.end(start))
            yield [(end, end, writing.item(value, self._column(start)))]
        else:
            indent = self._column(next(iter(container.slots()))[2].index if not container.marks else container.marks[0].index)
            yield from self._lines((opening, self._until(start)), key, value, indent, self._after(container, key))

    def _in_flow(self, container: Any, start: int, key: str | int, value: Any) -> list[Edit]:
        inner = writing.inline({key: value} if isinstance(key, str) else [value])[1:-1]
        end = self.spans.end(start)
        if not container:
            rest = self.text[end : line_end(self.text, end)].strip()
            if (
                rest
                or not isinstance(key, str)
                or self.spans.flow(start)
                or self.text[line_start(self.text, start) : start].strip() in ("", "-")
            ):
                return [(end - 1, end - 1, inner)]
            indent = self._indent(start) + writing.STEP
            below = line_end(self.text, end)
            return [(len(self.text[:start].rstrip(" ")), end, ""), (below, below, writing.entry(key, value, indent))]
        last = self.spans.end(container.slots()[-1][2].index)
        return [(last, last, f", {inner}")]

    def _lines(self, block: tuple[int, int], key: str, value: Any, indent: int, after: int) -> Iterator[list[Edit]]:
        """*key* as lines of its own in the *block* from one place to another, where none awaits it *after* a line."""
        awaited = self._awaited(block, key, indent)
        until = block[1]
        if awaited:
            first, last, replaced = awaited
            entry = writing.entry(key, value, indent)
            yield [(first, last, entry[1:])] if replaced else [(last, last, entry)]
        for at in (after, len(self.text[:until].rstrip("\n")), until):
            yield [(at, at, writing.entry(key, value, indent))]
            yield [(at, at, f"{writing.entry(key, value, indent)[1:]}\n")]
        yield [(after, after, f"\n{' ' * indent}{writing.inline({key: value})[1:-1]}")]

    def _after(self, container: Mapping, key: str) -> int:
        """The end of the line after which *key* belongs."""
        rank = self.rank.get(key)
        before = [name for name in container if rank is not None and self.rank.get(name, len(self.rank)) < rank]
        last = max(before, key=self.rank.__getitem__) if before else [*container][-1]
        return line_end(self.text, self.spans.end(container.mark(last).index))

    def _awaited(self, block: tuple[int, int], key: str, indent: int) -> tuple[int, int, bool] | None:
        """The commented lines of the *block* that speak of *key*; whether they hold no value and may go."""
        line = re.compile(rf"^( *)#( ?)[\"']?{re.escape(key)}[\"']?[ ]*:.*$", re.MULTILINE)
        for found in line.finditer(self.text, line_start(self.text, block[0]), block[1]):
            if len(found[1]) == indent and not self._within(found.start() + indent):
                more = re.compile(rf"(?:\n {{{indent}}}#{found[2]} +\S.*)*").match(self.text, found.end())
                last = more.end() if more else found.end()
                lines = [each[indent + 1 + len(found[2]) :] for each in self.text[found.start() : last].split("\n")]
                return found.start(), last, _awaits("\n".join(lines))
        return None

    # A value where there is none

    def _into_nothing(self, parent: Any, key: Any, value: Any) -> Iterator[list[Edit]]:
        at = parent.mark(key).index
        if self.spans.flow(at) or not isinstance(parent, Mapping):
            yield [(at, at, ("" if self.text[at - 1] == " " else " ") + writing.inline(value))]
            return
        colon = self._colon(parent, key)
        own = self._column(parent.key_mark(key).index)
        if isinstance(value, dict) and len(value) == 1:
            name, inner = next(iter(value.items()))
            comment = re.compile(rf"^( {{{own + 1},}})#[ ]?{re.escape(name)}[ ]*:", re.MULTILINE)
            found = comment.search(self.text, colon, self._until(at))
            indent = len(found[1]) if found else own + writing.STEP
            yield from self._lines((colon, self._until(at)), name, inner, indent, line_end(self.text, colon))
        for written in (writing.below(value, own + writing.STEP), f" {writing.inline(value)}"):
            head, _, body = written.partition("\n")
            end = line_end(self.text, colon)
            below = f"\n{body}" if body else ""
            yield [(colon, colon, head + below)] if colon == end else [(colon, colon, head), (end, end, below)]

    # A value instead of another

    def _replaced(self, parent: Any, key: Any, start: int, value: Any) -> Iterator[list[Edit]]:
        end = self.spans.end(start)
        if not self.spans.flow(start) and isinstance(parent, Mapping):
            colon, own = self._colon(parent, key), self._column(parent.key_mark(key).index)
            end = line_end(self.text, end) if start > line_end(self.text, colon) else end
            top = line_start(self.text, parent.key_mark(key).index)
            for written in (writing.below(value, own + writing.STEP), f" {writing.inline(value)}"):
                yield [*self._kept(start, end, top, own), *self._instead(colon, start, end, written)]
            return
        top = line_start(self.text, self.spans.flow(start) or start)
        yield [*self._kept(start, end, top, self._indent(top)), (start, end, writing.inline(value))]

    def _instead(self, colon: int, start: int, end: int, written: str) -> list[Edit]:
        """*written*, from the space or the new line on, after the *colon*: its lines below what remains on the line of the old value."""
        head, new, body = written.partition("\n")
        below = line_end(self.text, end)
        gone = line_end(self.text, colon)
        lines: list[Edit] = [(below, below, new + body)] if new else []
        if start <= gone:
            return [(start if head else len(self.text[:start].rstrip(" ")), end, head.lstrip()), *lines]
        return [(colon, colon, head), (gone, end, ""), *lines]

    def _kept(self, start: int, end: int, top: int, indent: int) -> list[Edit]:
        """The comments between *start* and *end*, to stand before the line at *top*."""
        signs = [found.start() for found in _COMMENT.finditer(self.text, start, end)]
        kept = [self.text[at : line_end(self.text, at)].rstrip() for at in signs if not self._within(at)]
        heads = sorted(at for at in self.spans.scalars if start <= at < end)
        kept += [found[1] for at in heads if (found := _HEAD.match(self.text, at))]
        return [(top, top, "".join(f"{' ' * indent}{comment}\n" for comment in kept))] if kept else []

    # Places

    def _column(self, offset: int) -> int:
        return offset - line_start(self.text, offset)

    def _indent(self, offset: int) -> int:
        start = line_start(self.text, offset)
        return len(self.text[start:]) - len(self.text[start:].lstrip(" "))

    def _colon(self, parent: Mapping, key: str) -> int:
        """The place just after the colon of *key*."""
        start = parent.key_mark(key).index
        found = re.compile(r"\s*:").match(self.text, self.spans.scalars.get(start, start))
        return found.end() if found else start

    def _until(self, start: int) -> int:
        """The start of the line of what follows the block that starts at *start*; the end of the text when nothing does."""
        end = self.spans.end(start)
        following = min((at for at in self.spans.scalars if at > end), default=len(self.text))
        flow = self.spans.flow(following)
        return line_start(self.text, flow or following) if following < len(self.text) else following

    def _within(self, offset: int) -> bool:
        """Whether a scalar holds *offset*: what stands there is no comment."""
        return any(start < offset < end for start, end in self.spans.scalars.items())


def _awaits(text: str) -> bool:
    """Whether *text*, a comment without its signs, is one key without any value."""
    document = read_document(text, "")
    root = document.root
    if not document.valid or not isinstance(root, Mapping) or len(root) != 1 or _COMMENT.search(text):
        return False
    leaves = [value for node in nodes.children(root) for _, value, _ in node.slots() if not isinstance(value, (dict, list)) or not value]
    return all(leaf in _EMPTY for leaf in leaves)
