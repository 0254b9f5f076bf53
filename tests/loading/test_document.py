"""The careful reader: the tree, the places, what is refused, and all the faults at once."""

from __future__ import annotations

import pytest

from assess.model.finding import Place, Severity
from assess.yaml_source import events
from assess.yaml_source.document import MAX_FINDINGS, Document, decode, read_bytes, read_document
from assess.yaml_source.nodes import FAULT, Mapping, Sequence

PROPOSAL = """\
# Une proposition
format: 1
title: "Trois gares"
facts:
  purposes: [terrorism, flow]
  places:
    - transport
    - street
criteria:
  maturity.trl:
    level: 3
    because: |
      Première ligne.
      Seconde ligne.
"""


def ids(document: Document) -> list[str]:
    """The ids of the findings of *document*."""
    return [finding.id for finding in document.findings]


def faults(text: str) -> list[tuple[int, int, str]]:
    """Line, column and id of each finding on *text*."""
    found = read_document(text, "file.yaml").findings
    return [(finding.place.line, finding.place.column, finding.id) for finding in found]


@pytest.fixture(params=[True, False], ids=["libyaml", "pure-python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers, in turn."""
    monkeypatch.setattr(events, "LIBYAML", request.param and events.LIBYAML)


@pytest.mark.usefixtures("parser")
class TestTree:
    def test_mappings_lists_and_texts(self) -> None:
        document = read_document(PROPOSAL, "file.yaml")
        assert document.findings == ()
        assert document.root == {
            "format": 1,
            "title": "Trois gares",
            "facts": {"purposes": ["terrorism", "flow"], "places": ["transport", "street"]},
            "criteria": {"maturity.trl": {"level": 3, "because": "Première ligne.\nSeconde ligne.\n"}},
        }

    def test_places_of_keys_values_and_items(self) -> None:
        document = read_document(PROPOSAL, "file.yaml")
        place = document.source.place
        root = document.root
        assert isinstance(root, Mapping)
        facts = root["facts"]
        assert isinstance(facts, Mapping)
        purposes, places = facts["purposes"], facts["places"]
        assert isinstance(purposes, Sequence)
        assert isinstance(places, Sequence)
        assert place(document.root_offset) == Place("file.yaml", 2, 1)
        assert place(root.key_mark("title").index) == Place("file.yaml", 3, 1)
        assert place(root.mark("title").index) == Place("file.yaml", 3, 8)
        assert place(purposes.mark(1).index) == Place("file.yaml", 5, 25)
        assert place(places.mark(1).index) == Place("file.yaml", 8, 7)

    def test_columns_count_characters(self) -> None:
        document = read_document("é: 𝒳œ 漢\nç: {à: ù, à: ü}\n", "file.yaml")
        assert [(finding.place.line, finding.place.column) for finding in document.findings] == [(2, 11)]

    def test_a_document_may_have_its_marks(self) -> None:
        assert read_document("---\na: b\n...\n", "file.yaml").root == {"a": "b"}

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_line_ends_are_equal(self, end: str) -> None:
        one, other = read_document(PROPOSAL, "file.yaml"), read_document(PROPOSAL.replace("\n", end), "file.yaml")
        assert one.root == other.root
        assert one.text == other.text

    def test_a_byte_order_mark_is_not_content(self) -> None:
        assert read_bytes(b"\xef\xbb\xbfa: b\r\n", "file.yaml").root == {"a": "b"}

    def test_quoted_merge_and_null_are_keys_like_others(self) -> None:
        document = read_document("'<<': a\n'null': b\n'~': c\n", "file.yaml")
        assert document.root == {"<<": "a", "null": "b", "~": "c"}
        assert document.findings == ()


@pytest.mark.usefixtures("parser")
class TestRefused:
    """What is refused leaves the rest of the tree to read."""

    @pytest.mark.parametrize(
        ("text", "expected", "root"),
        [
            ("a: !x b\nc: 1\n", [(1, 4, "yaml-tag")], {"a": FAULT, "c": 1}),
            ("a: !!int 3\nc: 1\n", [(1, 4, "yaml-tag")], {"a": FAULT, "c": 1}),
            ("a: ! [b]\nc: 1\n", [(1, 4, "yaml-tag")], {"a": ["b"], "c": 1}),
            ("!x a: b\nc: 1\n", [(1, 1, "yaml-tag")], {"c": 1}),
            ("a: &x 3\nc: *x\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-alias")], {"a": 3, "c": FAULT}),
            ("a: [*x]\nc: 1\n", [(1, 5, "yaml-alias")], {"a": [FAULT], "c": 1}),
            ("*x : b\nc: 1\n", [(1, 1, "yaml-alias")], {"c": 1}),
            ("a: {<<: b, c: 1}\n", [(1, 5, "yaml-merge-key")], {"a": {"c": 1}}),
            ("a: b\na: c\na: d\n", [(2, 1, "yaml-duplicate-key"), (3, 1, "yaml-duplicate-key")], {"a": "b"}),
            ("? [a, b]\n: c\nd: 1\n", [(1, 3, "yaml-complex-key")], {"d": 1}),
            ("? {a: b}\n: {c: [e]}\nd: 1\n", [(1, 3, "yaml-complex-key")], {"d": 1}),
            ("'': b\nc: 1\n", [(1, 1, "yaml-empty-key")], {"c": 1}),
            ("~: b\nc: 1\n", [(1, 1, "yaml-null-key")], {"c": 1}),
        ],
    )
    def test_with_its_place(self, text: str, expected: list[tuple[int, int, str]], root: object) -> None:
        assert faults(text) == expected
        assert read_document(text, "file.yaml").root == root

    def test_a_duplicate_says_where_the_first_one_stands(self) -> None:
        (finding,) = read_document("x: y\na: b\nc: d\na: e\n", "file.yaml").findings
        assert finding.values == {"key": "a", "line": "2"}

    def test_a_dropped_key_does_not_shift_the_places_of_the_others(self) -> None:
        document = read_document("a: b\na: c\n[d]: e\nf: g\n", "file.yaml")
        assert isinstance(document.root, Mapping)
        assert document.source.place(document.root.key_mark("f").index).line == 4
        assert document.source.place(document.root.mark("f").index).column == 4

    def test_a_second_document_ends_the_reading(self) -> None:
        document = read_document("a: b\n---\na: c\n", "file.yaml")
        assert faults("a: b\n---\na: c\n") == [(2, 1, "yaml-several-documents")]
        assert document.root is None


class TestLimits:
    @pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
    @pytest.mark.parametrize("depth", [41, 1000, 100_000])
    def test_depth(self, opening: str, depth: int) -> None:
        document = read_document(opening * depth, "file.yaml")
        assert ids(document)[-1] == "yaml-too-deep"
        assert document.root is None

    def test_forty_levels_are_allowed(self) -> None:
        assert read_document("[" * 40 + "]" * 40, "file.yaml").findings == ()

    def test_size_in_bytes(self) -> None:
        assert ids(read_document("é" * 600, "file.yaml", limit=1000)) == ["yaml-too-big"]
        assert ids(read_bytes(("é" * 600).encode(), "file.yaml", limit=1000)) == ["yaml-too-big"]
        assert read_document("a: " + "e" * 997, "file.yaml", limit=1000).findings == ()

    def test_nodes(self) -> None:
        assert read_document("[" + "a," * 199_999 + "]", "file.yaml").findings == ()
        assert ids(read_document("[" + "a," * 200_000 + "]", "file.yaml")) == ["yaml-too-many-nodes"]
        assert ids(read_document("[" + "a," * 900_000 + "]", "file.yaml")) == ["yaml-too-many-nodes"]

    def test_too_many_findings_are_counted(self) -> None:
        document = read_document("- !x y\n" * 3000, "file.yaml")
        assert len(document.findings) == MAX_FINDINGS + 1
        assert document.findings[-1].values == {"count": "2000"}

    def test_thousands_of_duplicates_take_no_time_to_speak_of(self) -> None:
        text = "".join(f"key{number // 2}: value\n" for number in range(60_000))
        assert len(read_document(text, "file.yaml").findings) == MAX_FINDINGS + 1


class TestAllAtOnce:
    """A file is to be put right once."""

    def test_faults_of_prose_do_not_hide_one_another(self) -> None:
        text = (
            "title: Essai : trois gares\nid: a\nid: b\nsponsor: 'L'État'\nshare: %4\nsite: @x\n"
            "because: *mot* suite\nleft: {a: b c: d}\nlist: - x\nlevel: 3\n"
        )
        assert faults(text) == [
            (1, 14, "yaml-colon-in-value"),
            (3, 1, "yaml-duplicate-key"),
            (4, 12, "yaml-quote-inside"),
            (5, 8, "yaml-first-character"),
            (6, 7, "yaml-first-character"),
            (7, 10, "yaml-first-character"),
            (8, 14, "yaml-colon-in-brackets"),
            (9, 7, "yaml-dash"),
        ]

    def test_what_is_valid_is_still_read(self) -> None:
        document = read_document("title: Essai : trois gares\nlevel: 3\n", "file.yaml")
        assert document.root == {"title": FAULT, "level": 3}

    def test_one_finding_a_line(self) -> None:
        assert faults('title: "Le "grand" projet" : un "essai"\nlevel: 3\n') == [(1, 12, "yaml-quote-inside")]

    def test_no_tree_when_the_shape_of_the_file_is_unknown(self) -> None:
        assert read_document("a:\n  b: c\n d: e\n", "file.yaml").root is None

    def test_no_tree_when_a_key_was_neutralised(self) -> None:
        document = read_document("@key: a\nb: c\n", "file.yaml")
        assert ids(document) == ["yaml-first-character"]
        assert document.root is None

    def test_forbidden_characters_and_the_rest(self) -> None:
        assert faults("a: b\0c\nd: e\nd: f\n") == [(1, 5, "yaml-character"), (3, 1, "yaml-duplicate-key")]

    def test_many_forbidden_characters_are_counted(self) -> None:
        found = read_document("a: " + "\x01" * 50, "file.yaml").findings
        assert [finding.id for finding in found] == ["yaml-character"] * 20 + ["yaml-more-characters"]
        assert found[-1].values == {"count": "30"}

    @pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ud800", "\uffff"])
    def test_each_forbidden_character(self, character: str) -> None:
        assert faults(f"a: b\nc: d{character}e\n") == [(2, 5, "yaml-character")]

    @pytest.mark.parametrize("escape", ["\\0", "\\e", "\\x1b", "\\u202\\u2028", "\\L", "\\r"])
    def test_a_forbidden_character_written_as_an_escape(self, escape: str) -> None:
        document = read_document(f'a: "b{escape}c"\n', "file.yaml")
        assert document.root == {"a": FAULT}
        assert set(ids(document)) <= {"yaml-escaped-character", "yaml-escape"}

    def test_usual_escapes_are_read(self) -> None:
        document = read_document('a: "b\\n\\tc\\u00e9\\"\\\\"\n', "file.yaml")
        assert document.root == {"a": 'b\n\tcé"\\'}
        assert document.findings == ()


class TestDecode:
    def test_text_and_line_ends(self) -> None:
        assert decode("\ufeffa: é\r\nb: c\r".encode(), "f") == ("a: é\nb: c\n", ())

    @pytest.mark.parametrize(
        ("data", "line", "column", "hint"),
        [
            ("a: b\r\nc: é".encode("cp1252"), 2, 4, "windows-1252"),
            ("é: b\nc: d".encode() + b"\xff", 2, 5, "save-as-utf-8"),
            ("a: é".encode("utf-16"), 1, 1, "utf-16"),
            ("a: b".encode("utf-16-le"), 1, 1, "utf-16"),
            ("a: b".encode("utf-16-be"), 1, 1, "utf-16"),
            (b"a: b\xc3", 1, 5, "windows-1252"),
        ],
    )
    def test_another_encoding(self, data: bytes, line: int, column: int, hint: str) -> None:
        _, (finding,) = decode(data, "f")
        assert (finding.id, finding.place, finding.hint) == ("not-utf-8", Place("f", line, column), hint)

    def test_another_encoding_does_not_hide_the_other_faults(self) -> None:
        document = read_bytes("a: é\nb: c : d\n".encode("cp1252"), "f")
        assert ids(document) == ["not-utf-8", "yaml-colon-in-value"]
        assert document.findings[1].line_text == "b: c : d"
        assert not document.valid

    @pytest.mark.parametrize(("start", "hint"), [(b"PK\x03\x04", "office-file"), (b"%PDF-1.7", "pdf-file")])
    def test_a_file_that_is_no_text_has_one_finding(self, start: bytes, hint: str) -> None:
        (finding,) = read_bytes(start + bytes(range(256)), "f").findings
        assert (finding.id, finding.hint) == ("not-text", hint)


def test_warnings_leave_a_document_valid() -> None:
    document = read_document("title: projet #3\n", "file.yaml")
    assert [finding.severity for finding in document.findings] == [Severity.WARNING]
    assert document.valid
    assert document.root == {"title": "projet"}


def test_findings_carry_the_line_and_the_length() -> None:
    (finding,) = read_document("a:\n  title: &gare x\n", "dir/file.yaml").findings
    assert finding.place.path == "dir/file.yaml"
    assert finding.line_text == "  title: &gare x"
    assert finding.length == len("&gare")
