"""How the loaders of a model read a tree: known keys, values of the kind asked for, a finding for each fault.

```python
at = Cursor.open(document, PROPOSAL_KEYS)               # a key that is not known is a finding
title = at.text("title")                                # required: that it is missing is a finding
contact = at.mapping("sponsor", SPONSOR_KEYS, optional=True).text("contact", optional=True)
stage = at.choice("stage", ("exploration", "referral"))
for name, answer in at.mapping("criteria", optional=True).each(ANSWER_KEYS):
    if name not in rubric.criteria:
        answer.fault("unknown-key", among=rubric.criteria, expected="criterion")
    level = answer.integer("level", 0, 4)
if at.valid: ...                                        # at.findings: all of the file, the reader's too
```

- A method gives the value, or None when it is absent or faulty. Absent is a finding unless `optional=True`; a key
  without a value, or with a blank text, counts as absent. A faulty value has its finding already: the loader goes on
  with None and adds nothing.
- `mapping` and `list` always give a cursor. Where there is nothing to read, it is *blank*: false, without keys, and
  its methods give None and no finding. So one reads on without a test, and one fault is said once.
- A cursor on a list is read in the same way, with the index for a key: `at.list("articles").text(0)`.
- For a fault of meaning: `fault` (at a value, at a key, or at the mapping itself), `unknown` (a key), `fault_in_text`
  (inside an expression). Their messages and expectations are in `assess.messages`.
- The happy path is a dict look-up; places are computed when a finding is made.

Scalars are read by `Values`, findings are made by `Pointer`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from assess.loading.pointer import BLANK, Key, listed
from assess.loading.values import Day, Values
from assess.model.finding import Finding, Severity
from assess.yaml_source.document import MAX_FINDINGS, Document
from assess.yaml_source.nodes import FAULT, Mapping, Node, Sequence

__all__ = ["Cursor", "Day", "ordered"]


def ordered(*keys: str) -> AbstractSet[str]:
    """*keys* as a set that keeps their order, in which a message lists them."""
    return dict.fromkeys(keys).keys()


class Cursor(Values):
    """A mapping or a list to read; see the module."""

    __slots__ = ()

    @classmethod
    def open(cls, document: Document, known: AbstractSet[str] | None = None) -> Cursor:
        """A cursor on the root of *document*, whose keys should be among *known*.

        It is blank, with a finding, when the root is no mapping.
        """
        root = document.root
        if isinstance(root, Mapping):
            return cls(document, list(document.findings), root, None, "").only(known)
        cursor = cls(document, list(document.findings), BLANK, None, "")
        if root is not None and root is not FAULT:
            offset = document.root_offset
            cursor.findings.append(document.source.finding("not-a-mapping", offset, values={"expected": "mapping"}))
        return cursor

    def told(self) -> list[Finding]:
        """Every finding about the file, in its order; of too many, the first ones and how many more there are."""
        found = sorted(self.findings, key=lambda finding: (finding.place.line, finding.place.column))
        if len(found) > MAX_FINDINGS:
            more = {"count": str(len(found) - MAX_FINDINGS)}
            source = self.document.source
            found[MAX_FINDINGS:] = [source.finding("yaml-more-findings", len(source.text), values=more)]
        return found

    def __iter__(self) -> Iterator[Key]:
        """The keys, or the indexes of a list."""
        return iter(range(len(self.node)) if self.node.__class__ is Sequence else list(self.node))

    def __len__(self) -> int:
        """How many keys or items there are."""
        return len(self.node)

    def has(self, key: Key) -> bool:
        """Whether *key* has a value, be it faulty."""
        return self.node.get(key) is not None

    def value(self, key: Key) -> Node:
        """The value at *key* as it is in the tree; None when there is none or when it was refused."""
        value: Node = self.node.get(key)
        return None if value is FAULT else value

    def mapping(self, key: Key, known: AbstractSet[str] | None = None, *, optional: bool = False) -> Cursor:
        """A cursor on the mapping at *key*, whose keys should be among *known*."""
        value = self.node.get(key)
        if value.__class__ is Mapping:
            cursor = Cursor(self.document, self.findings, value, self, key)
            return cursor if known is None or value.keys() <= known else cursor.only(known)
        if value is None and optional:
            return Cursor(self.document, self.findings, BLANK, self, key)
        hint = "no-dashes" if value.__class__ is Sequence else ""
        if known:
            self.wrong(key, "mapping-of", optional=optional, hint=hint, choices=listed(known))
        else:
            self.wrong(key, "mapping", optional=optional, hint=hint)
        return Cursor(self.document, self.findings, BLANK, self, key)

    def list(self, key: Key, *, optional: bool = False) -> Cursor:
        """A cursor on the list at *key*."""
        value = self.node.get(key)
        if value.__class__ is Sequence:
            return Cursor(self.document, self.findings, value, self, key)
        if value is None and optional:
            return Cursor(self.document, self.findings, BLANK, self, key)
        self.wrong(key, "list", optional=optional, hint="dashes" if value.__class__ is Mapping else "brackets")
        return Cursor(self.document, self.findings, BLANK, self, key)

    def each(self, known: AbstractSet[str] | None = None, *, optional: bool = False) -> Iterator[tuple[str, Cursor]]:
        """For each entry that is a mapping, its key (or index, as text) and a cursor; *optional*: some may be empty."""
        for key in self:
            entry = self.mapping(key, known, optional=optional)
            if entry:
                yield str(key), entry

    def texts(self, key: Key, *, optional: bool = False) -> tuple[str, ...]:
        """The texts of the list at *key*; those that are faulty are left out."""
        items = self.list(key, optional=optional)
        return tuple(text for index in items if (text := items.text(index)) is not None)

    def choices(self, key: Key, allowed: Collection[str], *, optional: bool = False, expected: str = "choice") -> tuple[str, ...]:
        """The ones of *allowed* in the list at *key*, each once, in the order of the file; faulty ones are left out."""
        items = self.list(key, optional=optional)
        found: dict[str, None] = {}
        for index in items:
            choice = items.choice(index, allowed, expected=expected)
            if choice in found:
                items.fault("repeated-item", index, severity=Severity.WARNING)
            elif choice is not None:
                found[choice] = None
        return tuple(found)

    def only(self, known: AbstractSet[str] | None) -> Cursor:
        """Add a finding for each key that is not *known* (None: any key is). Gives the cursor itself."""
        if known is not None and not self.node.keys() <= known:
            for key in self.node:
                if key not in known:
                    self.unknown(key, known)
        return self
