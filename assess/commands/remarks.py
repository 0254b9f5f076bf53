"""What may be said of an answer just given in an interview: its reason, its evidence, where it is written, that it is assumed."""

from __future__ import annotations

from typing import Any, Protocol

from assess.commands.prompting import ANSWER, SKIP, STOP, Menus, Plain
from assess.engine.evaluate import Evaluator
from assess.model.proposal import Proposal
from assess.reporters.asking import Asked, Asking, Choice, Path

NEXT = "next"


class Run(Protocol):
    """The interview whose answers are remarked on."""

    asks: Plain | Menus
    asking: Asking
    evaluator: Evaluator
    proposal: Proposal

    def at(self, path: Path) -> Path:
        """*path*, or the `value` under it where the file has a mapping there."""

    def written_as(self, asked: Asked) -> Any:
        """The present answer to *asked*, as it is written in the file."""

    def save(self, changes: list[tuple[Path, Any]], asked: Asked) -> bool:
        """Write *changes* into the file, and read it again."""


class Remarks:
    """Takes the remarks on the answers of one interview."""

    def __init__(self, run: Run) -> None:
        self.run, self.asks = run, run.asks

    def word(self, name: str, **values: str) -> str:
        """What the interview says under *name*."""
        return self.asks.word(name, **values)

    def taken(self, asked: Asked) -> bool:
        """Take remarks on the answer to *asked* until there is none; whether to go on."""
        makers = {"because": self.because, "evidence": self.evidence, "where": self.where, "assumed": self.assumed}
        while asked.more:
            kind, name = self._which(asked)
            if kind == STOP:
                return False
            if kind != ANSWER or name == NEXT:
                break
            if changes := makers[name](asked):
                self.run.save(changes, asked)
        return True

    def _which(self, asked: Asked) -> tuple[str, str]:
        keys = {name: self.word(f"key-{name}") for name in asked.more}
        said = {name: self.word(f"more-{name}", key="" if self.asks.menus else key).strip() for name, key in keys.items()}
        if isinstance(self.asks, Menus):
            choices = [
                Choice(NEXT, "", self.word("more-next")),
                *(Choice(name, "", said[name][:1].upper() + said[name][1:]) for name in asked.more),
            ]
            kind, values = self.asks.choose(self.word("more-menu"), choices, (NEXT,), commands=(STOP,))
            return kind, values[0] if values else NEXT
        question = self.word("more", options="".join(f", {said[name]}" for name in asked.more))
        while True:
            kind, values = self.asks.written(question)
            found = values[0].casefold() if values else ""
            if kind != ANSWER or not found:
                return kind, NEXT
            name = next((name for name, key in keys.items() if found == key), "")
            if name:
                return kind, name
            self.asks.say(self.word("not-understood", found=found))

    def _path(self, asked: Asked) -> Path:
        kind, _, name = asked.id.partition(":")
        return {"criterion": "criteria", "safeguard": "safeguards", "fact": "facts"}[kind], name

    def _with(self, asked: Asked, key: str, value: Any) -> list[tuple[Path, Any]]:
        """The changes that say *key* of an answer; a fact that is a value alone becomes a mapping."""
        path = self._path(asked)
        if path[0] != "facts" or self.run.at(path) != path:
            return [((*path, key), value)]
        now = self.run.asking.put(asked.id)
        given = self.run.written_as(now) if now else None
        return [(path, {"value": given, key: value})]

    def because(self, asked: Asked) -> list[tuple[Path, Any]]:
        """The reason."""
        reason = self._line("because")
        return self._with(asked, "because", reason) if reason else []

    def assumed(self, asked: Asked) -> list[tuple[Path, Any]]:
        """That it is supposed, and not established."""
        return self._with(asked, "assumed", value=True)

    def evidence(self, asked: Asked) -> list[tuple[Path, Any]]:
        """A document."""
        title = self._line("evidence-title")
        grade = self._one_of("evidence-grade", self.run.evaluator.rubric.grades) if title else ""
        if not grade:
            return []
        made: dict[str, Any] = {"title": title, "grade": grade}
        if self._line("evidence-independent", yes=self.word("key-yes")).casefold() == self.word("key-yes"):
            made["independent"] = True
        if day := self._line("evidence-date"):
            made["date"] = day
        if place := self._line("evidence-place"):
            made["url" if "://" in place else "file"] = place
        answer = self.run.proposal.criteria.get(asked.id.partition(":")[2])
        return [((*self._path(asked), "evidence", len(answer.evidence) if answer else 0), made)]

    def where(self, asked: Asked) -> list[tuple[Path, Any]]:
        """Where a guarantee is written."""
        instrument = self._one_of("where-instrument", self.run.evaluator.rubric.instruments)
        if not instrument:
            return []
        ref = self._line("where-ref")
        path = (*self._path(asked), "where")
        return [((*path, "instrument"), instrument), *([((*path, "ref"), ref)] if ref else [])]

    def _line(self, name: str, **values: str) -> str:
        kind, said = self.asks.written(self.word(name, **values), commands=False)
        return said[0] if kind == ANSWER else ""

    def _one_of(self, name: str, values: Any) -> str:
        choices = [Choice(value.id, str(at), value.text[self.asks.lang]) for at, value in enumerate(values, 1)]
        if not self.asks.menus:
            for choice in choices:
                self.asks.say(f"  {choice.key} {choice.text}")
        question = self.word(name) if self.asks.menus else f"{self.word(name)} (1-{len(choices)})"
        kind, found = self.asks.choose(question, choices, commands=(SKIP,))
        return found[0] if kind == ANSWER else ""
