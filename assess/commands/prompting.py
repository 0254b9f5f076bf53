"""How questions are put on a terminal: plain prompts that any screen, pipe and screen reader can follow, or menus by questionary."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from assess.messages import filled
from assess.reporters.asking import Choice
from assess.reporters.text import bound
from assess.reporters.visible import inert, visible
from assess.terminal import speakable

ANSWER, SKIP, BACK, STOP, HELP = "answer", "skip", "back", "stop", "help"
COMMANDS: Final = (SKIP, BACK, HELP, STOP)
Reply = tuple[str, tuple[str, ...]]
"""One of the above, and what was answered."""
_TICK, _NONE = "tick", "tick-none"
"""Of several answers: to tick them, or to say that none is right."""
_KEYS: Final = r"\x1b(?:\[[0-9;]*[A-Za-z~]|O?[A-Z])?"
"""What arrows and the like leave in a line."""
_WIDEST: Final = 100
_NARROWEST: Final = 30


class Prompter(Protocol):
    """What puts questions."""

    def say(self, text: str, indent: str = "", first: str = "") -> None:
        """Show *text*, wrapped."""

    def choose(
        self,
        question: str,
        choices: Sequence[Choice],
        default: Sequence[str] = (),
        *,
        several: bool = False,
        commands: Sequence[str] = COMMANDS,
    ) -> Reply:
        """Have one of *choices*, or *several*, chosen; or one of *commands* given."""

    def written(self, question: str, default: str = "", *, commands: bool = True) -> Reply:
        """Have a line written; with *commands*, some lines are none."""


class Plain:
    """Prompts that are lines, answered by lines."""

    menus = False

    def __init__(self, lang: str) -> None:
        self.lang = lang
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None and not (sys.stdin.isatty() and os.name == "nt"):
            reconfigure(errors="replace")

    def word(self, name: str, **values: str) -> str:
        """What the interview says under *name*."""
        return filled("interviewing", name, self.lang, values)

    def say(self, text: str, indent: str = "", first: str = "") -> None:
        """Show *text*, wrapped to the width of the terminal; *first* stands before its first line."""
        width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns) - 1)
        for line in text.split("\n"):
            words = bound(inert(line))
            for part in textwrap.wrap(words, width, initial_indent=first or indent, subsequent_indent=indent, break_on_hyphens=False) or [
                ""
            ]:
                self.write(part + "\n")
            first = ""

    def write(self, text: str) -> None:
        """Write *text* in the characters that the terminal has."""
        text = speakable(text, sys.stdout)
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()

    def line(self, question: str) -> str | None:
        """The line that is answered, without what no text may have; None at the end."""
        colon = "\u00a0: " if self.lang == "fr" else ": "
        wide = max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns - 8)
        self.write("\n".join(textwrap.wrap(bound(inert(question)), wide, break_on_hyphens=False)) + colon)
        try:
            said = sys.stdin.readline()
        except (OSError, ValueError):
            return None
        return plainly(said) if said else None

    def command(self, said: str) -> str:
        """The command that *said* is, if any."""
        if said == "?":
            return HELP
        return next((name for name in (SKIP, BACK, STOP) if said.casefold() == self.word(f"key-{name}")), "")

    def choose(
        self,
        question: str,
        choices: Sequence[Choice],
        default: Sequence[str] = (),
        *,
        several: bool = False,
        commands: Sequence[str] = COMMANDS,
    ) -> Reply:
        """Have one of *choices* chosen by its key or its id, or *several*, separated by commas."""
        while True:
            said = self.line(question)
            if said is None:
                return STOP, ()
            if not said and default:
                return ANSWER, tuple(default)
            if (command := self.command(said)) in commands:
                return command, ()
            if several and said == "0":
                return ANSWER, ()
            words = said.replace(",", " ").split() if several else [said]
            found = [next((choice.id for choice in choices if word.casefold() in (choice.key, choice.id)), "") for word in words]
            if found and all(found):
                return ANSWER, tuple(dict.fromkeys(found))
            self.say(self.word("not-understood", found=said) if said else self.word("nothing-said", skip=self.word("key-skip")))

    def written(self, question: str, default: str = "", *, commands: bool = True) -> Reply:
        """Have a line written; a command is given as such."""
        said = self.line(question)
        if said is None:
            return STOP, ()
        if commands and (command := self.command(said)):
            return command, ()
        return ANSWER, (said or default,)


class Menus(Plain):
    """Menus with arrows, where questionary and a terminal are there."""

    menus = True

    def choose(
        self,
        question: str,
        choices: Sequence[Choice],
        default: Sequence[str] = (),
        *,
        several: bool = False,
        commands: Sequence[str] = COMMANDS,
    ) -> Reply:
        """Have one of *choices* picked with the arrows, or *several* ticked."""
        import questionary

        wide = max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns - 8)
        short = {choice.id: textwrap.shorten(labelled(choice), wide, placeholder=" …") for choice in choices}
        if several:
            boxes = [questionary.Choice(short[choice.id], choice.id, checked=choice.id in default) for choice in choices]
            reply = self.picked([questionary.Choice(self.word(name), name) for name in (_TICK, _NONE, *commands)], question)
            return self._ticked(question, boxes) if reply == _TICK else (ANSWER if reply == _NONE else reply, ())
        listed = [questionary.Choice(short[choice.id], f"={choice.id}") for choice in choices]
        listed += [questionary.Separator(" "), *(questionary.Choice(self.word(name), name) for name in commands)]
        found = self.picked(listed, question, f"={default[0]}" if default else None)
        return (ANSWER, (found[1:],)) if found.startswith("=") else (found, ())

    def line(self, question: str) -> str | None:
        """The line that is answered, which can be edited as it is typed."""
        import questionary

        colon = "\u00a0:" if self.lang == "fr" else ":"
        return plainly(str(questionary.text(bound(inert(question)) + colon, qmark="").unsafe_ask()))

    def _ticked(self, question: str, boxes: list[Any]) -> Reply:
        import questionary

        needed = self.word("tick-one")
        how: dict[str, Any] = {"instruction": self.word("tick-how"), "validate": lambda found: bool(found) or needed}
        ticked: list[str] = questionary.checkbox(question, boxes, qmark="", erase_when_done=True, **how).unsafe_ask()
        self.say(", ".join(str(box.title) for box in boxes if box.value in ticked), "   ", " » ")
        return ANSWER, tuple(ticked)

    def picked(self, choices: list[Any], question: str, default: str | None = None) -> str:
        """The value of the one of *choices* that is picked."""
        import questionary

        asked = questionary.select(question, choices, default=default, qmark="", instruction=" ", use_jk_keys=False, erase_when_done=True)
        found = str(asked.unsafe_ask())
        self.say(next((str(choice.title) for choice in choices if getattr(choice, "value", None) == found), found), "   ", " » ")
        return found


def prompter(lang: str, *, plain: bool) -> Plain:
    """Menus where they can be shown and *plain* prompts were not asked for; else plain prompts."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if plain or not terminal:
        return Plain(lang)
    from importlib.util import find_spec

    return Menus(lang) if find_spec("questionary") else Plain(lang)


def plainly(said: str) -> str:
    """The line *said* without what keys such as arrows leave in it, nor anything that no file may have."""
    return visible(re.sub(_KEYS, "", said).replace("\ufffd", "?").rstrip("\r\n")).strip()


def labelled(choice: Choice) -> str:
    """*choice* on one line, after its key where it has one."""
    return f"{choice.key}. {choice.text}" if choice.key else choice.text


def keys_of(choices: Iterable[Choice]) -> str:
    """The keys of *choices*, as a range where they are one."""
    keys = [choice.key for choice in choices]
    digits = [key for key in keys if key.isdecimal()]
    others = [key for key in keys if not key.isdecimal()]
    first = f"{digits[0]}-{digits[-1]}" if len(digits) > 1 else "".join(digits)
    return ", ".join([first, *others] if first else others)
