"""The checks of `assess check`. Pure: no disk, clock, terminal or locale.

To add a check:

1. Give it an entry in a file of `rubrics/checks/` (any name): its page in both languages, its messages, its data, its cases. `model.Check`
   says what each key is; `reading` reads it, and says what is wrong. A declared check (`kind: forbids`, …) needs nothing else.
2. For `kind: built-in`, write a function `(check, subject) -> Iterator[Finding]` in the module of its family, of the name of the check:
   `link_broken` for `link-broken`.
3. The function reads `subject` and nothing else, and takes its words and lists from `check.settings`. `Block.written` says whether people
   wrote a text; `findings.at_line`, `at_offset` and `in_proposal` make what it yields. It never fails, whatever the draft, and reads the
   page once: one compiled pattern over `subject.page.prose`, never one pattern a line or a word.
4. The cases of the entry are the tests: at least one finds something, and one stays silent (`tests/checks/test_cases.py`).
"""
