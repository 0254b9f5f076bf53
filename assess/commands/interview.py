"""`assess interview`: questions one by one, first those that can still change the conclusion; the file is edited in place.

Each answer is saved at once, and the conclusion is drawn again from the file: what others write in it meanwhile counts too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from assess import files
from assess.commands.prompting import ANSWER, BACK, HELP, SKIP, STOP, Menus, Plain, keys_of, labelled, prompter
from assess.commands.remarks import Remarks
from assess.commands.session import Read, Session, complain
from assess.loading.proposal import KEYS
from assess.messages import filled, listed
from assess.messages.wording import remarks, sentence
from assess.model.assessment import Assessment
from assess.model.exit_codes import DONE, INTERRUPTED, INVALID
from assess.model.finding import is_fault
from assess.model.proposal import Proposal
from assess.reporters.asking import SKIPPED, Asked, Asking, Choice, Path, upcoming
from assess.reporters.hanging import reserve
from assess.reporters.naming import Names
from assess.reporters.rows import pathway_words
from assess.reporters.starting import typed, usual
from assess.yaml_source.document import read_bytes
from assess.yaml_source.editing import NotEdited, edited

_INNER = ("value", "level", "status", "where", "instrument", "ref", "clause", "because", "evidence", "assumed", "kind", "state", "title")
_MOST_LINES = 18
"""How many lines a question may take before its guidance is left behind `?`."""


def interview(session: Session, proposal: str, *, plain: bool) -> int:
    """Ask what the *proposal* does not answer yet, on the terminal or through pipes. Gives the exit code."""
    read, lang = session.read(proposal), session.lang(proposal)
    complain(read.findings, lang)
    if read.proposal is None or read.method is None:
        return INVALID
    asks = prompter(lang, plain=plain)
    run = Interview(session, proposal, asks, read)
    try:
        run.ask()
    except (KeyboardInterrupt, EOFError):
        run.end()
        return INTERRUPTED
    except files.FileFault as fault:
        complain([fault.finding], lang)
        return INVALID
    return DONE if run.sound else INVALID


class Interview:
    """The questions put about one proposal."""

    def __init__(self, session: Session, path: str, asks: Plain | Menus, read: Read) -> None:
        self.session, self.path, self.asks, self.lang = session, path, asks, asks.lang
        self.sound = True
        self.saved = 0
        self.passed: set[str] = set()
        """The items that were skipped."""
        self.before: list[str] = []
        """The items that were answered, in order."""
        self.all = False
        """Whether what a complete study needs is asked too."""
        self.settled = False
        """Whether it was said that the pathway is settled."""
        self._take(read)

    def _take(self, read: Read) -> None:
        if read.proposal is None or read.method is None:
            self.sound = False
            complain(read.findings, self.lang)
            return
        self.proposal: Proposal = read.proposal
        self.as_of = read.as_of
        self.evaluator = read.method.evaluator
        self.found: Assessment = self.evaluator.assess(self.proposal, self.as_of)
        self.usual = usual(self.evaluator, self.proposal.technology)
        self.asking = Asking(self.evaluator.rubric, self.lang, self.proposal, self.usual)
        rubric = self.evaluator.rubric
        self.order = (
            *KEYS,
            *_INNER,
            *(fact.id for fact in rubric.facts),
            *(own.id for own in rubric.criteria),
            *(own.id for own in rubric.safeguards),
        )

    def word(self, name: str, **values: str) -> str:
        """What the interview says under *name*."""
        return self.asks.word(name, **values)

    # The course of the interview

    def ask(self) -> None:
        """Put question after question until none is left, or it is stopped."""
        keys = {name: self.word(f"key-{name}") for name in (SKIP, BACK, STOP)}
        self.asks.say(self.word("start", title=self.proposal.title, path=files.shown(self.path)))
        if not self.asks.menus:
            self.asks.say(self.word("keys", **keys))
        self.asks.say(self._ways("ways"))
        going = self._usual()
        while going and self.sound:
            if self._is_settled() and not self.settled:
                self.settled = True
                self._tell_settled()
                self.all = going = self._go_on()
                continue
            asked = self._next()
            if asked is None:
                if self.all:
                    self.asks.say(self.word("nothing-left"))
                    break
                self._tell_needs()
                self.all = going = self._go_on()
                continue
            going = self._put(asked)
        self.end()

    def end(self) -> None:
        """Say how much was saved, and how to go on."""
        count = {"count": str(self.saved), "path": typed(files.shown(self.path))}
        self.asks.say("\n" + filled("interviewing", "end", self.lang, count))

    def _next(self) -> Asked | None:
        """The next question, of those that were not skipped."""
        still_open = self.evaluator.still_open(self.proposal, self.as_of).items
        for name, because in upcoming(self.found, still_open, self.usual, all_=self.all):
            asked = self.asking.put(name, because)
            if asked is not None and asked.id not in self.passed:
                return asked
        return None

    def _is_settled(self) -> bool:
        return not self.found.deciding and len(self._possible(self.found)) == 1

    def _go_on(self) -> bool:
        choice = Choice("on", self.word("key-continue"), self.word("go-on-choice"))
        if isinstance(self.asks, Menus):
            kind, _ = self.asks.choose(self.word("go-on-choice"), [choice], commands=(STOP,))
            return kind == ANSWER
        kind, said = self.asks.written(self.word("go-on", key=choice.key), commands=False)
        return kind == ANSWER and said[0].casefold() == choice.key

    # One question

    def _put(self, asked: Asked) -> bool:
        """Put *asked* until it is answered or left; whether to go on."""
        self._show(asked)
        while True:
            kind, values = self._reply(asked)
            if kind == HELP:
                self._guide(asked)
            elif kind == BACK:
                return self._back()
            elif kind == SKIP:
                self.passed.add(asked.id)
                return True
            elif kind == STOP:
                return False
            elif asked.kind == "several" or values[0] != "":
                return self._answered(asked, values)

    def _reply(self, asked: Asked) -> tuple[str, tuple[str, ...]]:
        default = asked.current or asked.usual
        name = "current" if asked.current else "usual-answer"
        keys = {choice.id: choice.key for choice in asked.choices}
        current = self.word(name, value=", ".join(keys.get(value, value) for value in default)) if default else ""
        if asked.kind in ("number", "date"):
            return self.asks.written(self.word("write", current=current), default[0] if default else "")
        several = asked.kind == "several"
        if isinstance(self.asks, Menus):
            return self.asks.choose(asked.title, asked.choices, default, several=several)
        question = self.word("choose-several" if several else "choose", keys=keys_of(asked.choices), current=current)
        return self.asks.choose(question, asked.choices, default, several=several)

    def _back(self) -> bool:
        """Put the question before again."""
        if not self.before:
            return True
        again = self.before.pop()
        asked = self.asking.put(again)
        return True if asked is None else self._put(asked)

    def _answered(self, asked: Asked, values: tuple[str, ...]) -> bool:
        """Save the answer, say what it changes, and take what is to be said of it; whether to go on."""
        path, value = self.asking.change(asked, values)
        changes: list[tuple[Path, Any]] = [(self.at(path), _number(value) if asked.kind == "number" else value)]
        if SKIPPED in values:
            reason = self._reason_needed()
            if not reason:
                self.passed.add(asked.id)
                return True
            changes = [(path[:-1], {**self._held(path[:-1]), path[-1]: value, "because": reason})]
        earlier = self.found
        if not self.save(changes, asked):
            return True
        self.before.append(asked.id)
        self._tell_moves(earlier)
        return Remarks(self).taken(asked)

    def _reason_needed(self) -> str:
        self.asks.say(self.word("reason-needed"))
        kind, said = self.asks.written(self.word("because"), commands=False)
        return said[0] if kind == ANSWER else ""

    def _held(self, path: Path) -> dict[str, Any]:
        """What the file holds at *path* and an answer without object may keep."""
        section: Any = self.proposal.criteria if path[0] == "criteria" else self.proposal.safeguards
        answer = section.get(path[1])
        return {"assumed": True} if answer and answer.assumed else {}

    def at(self, path: Path) -> Path:
        """*path*, or the `value` under it where the file has a mapping there."""
        if path[0] != "facts":
            return path
        document = read_bytes(files.read(self.path), self.path)
        there: Any = document.root.get("facts") if isinstance(document.root, dict) else None
        return (*path, "value") if isinstance(there, dict) and isinstance(there.get(path[1]), dict) else path

    def written_as(self, asked: Asked) -> Any:
        """The present answer to *asked*, as it is written in the file."""
        _, value = self.asking.change(asked, asked.current)
        return _number(value) if asked.kind == "number" else value

    def save(self, changes: list[tuple[Path, Any]], asked: Asked) -> bool:
        """Write *changes* into the file, and read it again; false when that cannot be done."""
        content: list[bytes] = []

        def made(data: bytes | None) -> bytes:
            content.append(data or b"")
            return edited((data or b"").decode(), changes, self.order).encode()

        try:
            files.rewrite(self.path, made)
        except (NotEdited, UnicodeDecodeError):
            self.asks.say(self.word("not-saved", what=asked.id))
            self.passed.add(asked.id)
            return False
        read = self.session.read(self.path)
        if read.proposal is None:  # what was written is no answer: the file is put back as it was
            files.rewrite(self.path, lambda _: content[-1])
            for finding in filter(is_fault, read.findings):
                self.asks.say(" ".join((sentence(finding, self.lang), *remarks(finding, self.lang))))
            return False
        self.saved += 1
        self._take(read)
        return True

    # What is shown

    def _show(self, asked: Asked) -> None:
        say, rows = self.asks.say, shutil.get_terminal_size((80, 24)).lines
        say("")
        say(f"{asked.title}", first="— " if self.asks.menus else "")
        say(asked.question)
        help_ = [*asked.help.split("\n")] if asked.help else []
        taken = len(asked.help) // 78 + 2 * len(asked.choices) + 4
        behind = taken > min(rows, 24) - 4 or not help_
        for line in () if behind else help_:
            say(line)
        if asked.note:
            say(asked.note)
        wide = max((len(choice.key) for choice in asked.choices), default=0)
        for choice in asked.choices if self._to_be_read(asked) else ():
            usual = f"  {filled('starting', 'usual', self.lang, {})}" if choice.id in asked.usual else ""
            grade = f" ({choice.help})" if choice.help and asked.id.startswith("criterion:") else ""
            say(f"{choice.text}{grade}{usual}", " " * (wide + 4), f"  {choice.key:>{wide}} ")
        if asked.decisions:
            say(self.word("turned-on", decisions=self.asking.semicolon.join(asked.decisions[:2])))
        if asked.help and behind:
            say(self.word("guidance-behind"))

    def _to_be_read(self, asked: Asked) -> bool:
        """Whether the choices are to be shown in full: not where a menu shows them all."""
        wide = shutil.get_terminal_size((80, 24)).columns - 8
        return not self.asks.menus or any(len(labelled(choice)) > wide for choice in asked.choices)

    def _guide(self, asked: Asked) -> None:
        self.asks.say(asked.help or asked.question)
        for choice in asked.choices if not asked.id.startswith("criterion:") else ():  # what a level asks for is shown beside it
            if choice.help:
                self.asks.say(f"{choice.key}. {choice.text}{self.asking.colon}{choice.help}", "   ")
        for law in asked.decisions:
            self.asks.say(law, "   ", " - ")
        if asked.sources:
            self.asks.say(self.word("sources", sources=self.asking.semicolon.join(asked.sources)))

    @staticmethod
    def _possible(found: Assessment) -> tuple[Any, ...]:
        """The ways, or the outcomes, that remain."""
        if found.pathway is not None:
            return found.pathway.possible
        return found.outcome.possible if found.outcome else ()

    def _ways(self, name: str, **values: str) -> str:
        possible = self._possible(self.found)
        words = pathway_words(self.evaluator.rubric, self.found, self.lang)
        return self.word(name, count=str(len(possible)), ways=words, **values)

    def _tell_moves(self, earlier: Assessment) -> None:
        """Say what the last answer changed: the ways, the bounds of principles, the red lines raised."""
        names = Names(self.evaluator.rubric, self.lang)
        self.asks.say(self.word("saved"))
        for old, new in zip(earlier.principles, self.found.principles, strict=True):
            if old.score and new.score and old.score != new.score:
                spans = {"before": old.score.figures(self.lang), "now": new.score.figures(self.lang)}
                self.asks.say(self.word("principle-moved", title=names.title(f"principle:{new.id}"), **spans), "  ")
        for line, now in zip(earlier.red_lines, self.found.red_lines, strict=True):
            if now.status == "raised" != line.status:
                self.asks.say(self.word("line-moved", title=names.title(f"red-line:{now.id}")), "  ")
        if (before := self._possible(earlier)) != self._possible(self.found):
            self.asks.say(self._ways("ways-moved", before=str(len(before))), "  ")

    def _tell_settled(self) -> None:
        self.asks.say("\n" + self.word("settled", ways=pathway_words(self.evaluator.rubric, self.found, self.lang)))
        if not self.found.settled:
            self.asks.say(self.word("settled-but", reserve=reserve(self.found, self.lang)))
        self._tell_needs()

    def _tell_needs(self) -> None:
        if needs := [*self._needs()]:
            self.asks.say(self.word("needs", what=listed(needs, self.lang)))

    def _needs(self) -> Iterator[str]:
        """What a complete study still asks for."""
        items = [*self.evaluator.still_open(self.proposal, self.as_of).items]
        for kind, name in (("fact", "facts"), ("criterion", "criteria"), ("safeguard", "safeguards")):
            if count := sum(item.startswith(f"{kind}:") for item in items):
                yield filled("interviewing", f"needs-{name}", self.lang, {"count": str(count)})
        for law in (name for name in self.found.deciding if name.startswith("law:")):
            name = "needs-law-covers" if law in self.found.to_read else "needs-law"
            yield self.word(name, law=self.asking.citing.cites[law][self.lang])
        for name in ("options", "impacts", "consultations", "study"):
            if not getattr(self.proposal, name):
                yield self.word(f"needs-{name}")

    def _usual(self) -> bool:
        """Offer to confirm at once what the technology usually answers; whether to go on."""
        open_ = {name: values for name, values in self.usual.items() if name not in self.proposal.facts}
        if len(open_) < 2:  # noqa: PLR2004 - one is asked as any other
            return True
        self.asks.say("\n" + self.word("usual"))
        for name, values in open_.items():
            fact = self.asking.facts[name]
            words = listed([self.asking.word(fact.values, value) for value in values], self.lang)
            self.asks.say(f"{fact.title[self.lang]}{self.asking.colon}{words}", "    ", "  - ")
        yes = Choice("all", self.word("key-yes"), self.word("confirm-all"))
        each = Choice("each", self.word("key-skip"), self.word("one-by-one"))
        question = self.word("usual-ask", yes=yes.key, skip=each.key)
        kind, picked = self.asks.choose(question, [yes, each], commands=(STOP,))
        if kind != ANSWER or picked != ("all",):
            return kind != STOP
        earlier, rubric = self.found, self.asking.facts
        changes: list[tuple[Path, Any]] = []
        for name, values in open_.items():
            changes.append((("facts", name), [*values] if rubric[name].kind == "several" else values[0]))
        asked = self.asking.put(f"fact:{next(iter(open_))}")
        if asked is not None and self.save(changes, asked):
            self.saved += len(changes) - 1
            self._tell_moves(earlier)
        return True


def _number(text: str) -> Any:
    from assess.yaml_source.nodes import plain

    return plain(text.replace(",", "."))
