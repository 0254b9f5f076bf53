"""However people work on a draft and however the study changes, writing it again loses nothing of theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from assess.study import front_matter
from assess.study.draft_merge import merge
from assess.study.passages import parse, split_lines
from tests.properties.markdown_texts import TEXTS
from tests.study.drafts import draft

Deed = tuple[object, ...]
"""What people do, and what with."""

NAMES = ("intro", "a", "b.1", "b.2", "c-3", "d")
TITLES = ("# Étude", "## A", "## B", "### B l’été", "## C", "### Suite", "### Suite")
WORDS = st.sampled_from(("Texte un.", "Texte deux.", "Texte trois.\n\n- point", "```\ncode\n```", ""))


@st.composite
def studies(draw: st.DrawFn) -> str:
    """A draft just made, with some of the titles and passages, each passage once."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    parts: list[str | tuple[str, str]] = []
    for name in names:
        parts += [*draw(st.lists(st.sampled_from(TITLES), max_size=2)), (name, draw(WORDS))]
    return draft("# Étude", *parts, rubric=draw(st.sampled_from(("r@1", "r@2"))))


@dataclass
class People:
    """What people did to a draft: its text, and the lines in it that are theirs."""

    text: str
    lines: list[str] = field(default_factory=list)

    def split(self) -> tuple[str, list[str]]:
        """The front matter, and the lines after it."""
        front, body = front_matter.split(self.text)
        return front, split_lines(body)

    def write(self, at: int, form: str) -> None:
        """Adds a line of their own, anywhere after the front matter."""
        front, lines = self.split()
        line = form.format(f"humain {len(self.lines)}")
        end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += end
        lines.insert(at % (len(lines) + 1), line + end)
        self.lines.append(line)
        self.text = front + "".join(lines)

    def write_key(self) -> None:
        """Adds a key of their own to the front matter."""
        line = f"humain-{len(self.lines)}: oui"
        self.lines.append(line)
        self.text = self.text.replace("---", f"---\n{line}", 1)

    def change(self, at: int, word: str) -> None:
        """Writes on at the end of a line that is there, of the tool or of theirs."""
        front, lines = self.split()
        written = [i for i, line in enumerate(lines) if line.strip() and "assess:" not in line]
        if written:
            i = written[at % len(written)]
            old = lines[i].rstrip("\r\n")
            new = f"{old} {word} {len(self.lines)}"
            lines[i] = new + lines[i][len(old) :]
            self.lines = [line for line in self.lines if line != old] + [new]
        self.text = front + "".join(lines)

    def delete(self, at: int) -> None:
        """Deletes a line after the front matter."""
        front, lines = self.split()
        if lines:
            gone = lines.pop(at % len(lines)).rstrip("\r\n")
            self.lines = [line for line in self.lines if line != gone]
        self.text = front + "".join(lines)

    def take(self, at: int, *, move_to: int | None) -> None:
        """Deletes or moves a whole passage or offer."""
        self.text += "" if self.text.endswith("\n") else "\n"
        segments = list(parse(self.text).segments)
        written = [i for i, segment in enumerate(segments) if segment.name]
        if written:
            taken = segments.pop(written[at % len(written)])
            if move_to is not None:
                segments.insert(1 + move_to % len(segments), taken)
            else:
                self.lines = [line for line in self.lines if line not in taken.source.splitlines()]
        self.text = "".join(segment.source for segment in segments)

    def are_all_there(self) -> bool:
        """Whether every line of theirs stands in the text."""
        return set(self.lines) <= {line.rstrip("\r\n") for line in split_lines(self.text)}


FORMS = st.sampled_from(
    ("{}", "## {}", "> {}", "- {}  ", "``` {}", "~~~", "<!-- assess:end a --> {}", "<!-- assess:begin {} -->", "<!-- {} -->")
)
PLACES = st.integers(0, 300)
DEEDS = st.one_of(
    st.tuples(st.just("write"), PLACES, FORMS),
    st.tuples(st.just("change"), PLACES, st.sampled_from(("l’été", "`", "<!--", "x  "))),
    st.tuples(st.just("delete"), PLACES),
    st.tuples(st.just("take"), PLACES),
    st.tuples(st.just("move"), PLACES, PLACES),
    st.tuples(st.just("key")),
    st.tuples(st.just("windows")),
)


def do(people: People, deed: Deed) -> None:
    match deed:
        case ("write", int() as at, str() as form):
            people.write(at, form)
        case ("change", int() as at, str() as word):
            people.change(at, word)
        case ("delete", int() as at):
            people.delete(at)
        case ("take", int() as at):
            people.take(at, move_to=None)
        case ("move", int() as at, int() as to):
            people.take(at, move_to=to)
        case ("key",):
            people.write_key()
        case _:
            people.text = people.text.replace("\r\n", "\n").replace("\n", "\r\n")


TAKEN = st.lists(st.sampled_from(NAMES), unique=True, max_size=2)
ROUNDS = st.lists(st.tuples(st.lists(DEEDS, max_size=5), studies(), st.one_of(st.just([]), TAKEN)), max_size=4)


@given(studies(), ROUNDS)
def test_no_line_of_people_is_ever_lost_and_writing_twice_is_writing_once(
    first: str, rounds: list[tuple[list[Deed], str, list[str]]]
) -> None:
    people = People(merge(None, first).text)
    for deeds, study, taken in rounds:
        for deed in deeds:
            do(people, deed)
        people.text = merge(people.text, study, taken).text
        assert people.are_all_there()
        assert merge(people.text, study).text == people.text
        assert merge(people.text, study, taken).text == people.text


@given(studies(), st.lists(DEEDS, max_size=6))
def test_while_the_study_stays_the_same_people_find_their_draft_as_they_left_it(study: str, deeds: list[Deed]) -> None:
    people = People(merge(None, study).text)
    for deed in deeds:
        do(people, deed)
        assert merge(people.text, study).text == people.text


@given(studies(), studies())
def test_a_draft_nobody_touched_has_exactly_the_passages_of_the_study(first: str, second: str) -> None:
    old = merge(None, first).text
    merged = merge(old, second)
    assert {name: passage.text for name, passage in parse(merged.text).passages.items()} == {
        name: passage.text for name, passage in parse(second).passages.items()
    }
    assert (merged.damage, merged.kept, merged.deleted, merged.retired) == ((), (), (), ())


@given(studies(), studies(), st.data())
def test_what_people_deleted_stays_deleted(first: str, second: str, data: st.DataObject) -> None:
    people = People(merge(None, first).text)
    names = set(parse(people.text).passages)
    people.take(data.draw(PLACES), move_to=None)
    deleted = names - set(parse(people.text).passages)
    for study in (second, first):
        people.text = merge(people.text, study).text
        assert deleted.isdisjoint(parse(people.text).passages)


@given(TEXTS)
def test_any_text_can_be_taken_apart_and_put_together_again(text: str) -> None:
    for whole in (text, f"---\nassess:\n{text}\n---\n{text}"):
        assert "".join(segment.source for segment in parse(whole).segments) == whole
