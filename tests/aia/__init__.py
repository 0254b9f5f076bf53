"""The rubric language put to the proof: Canada's Algorithmic Impact Assessment, expressed in it, gives the scores of the original.

`survey` reads a questionnaire, `conditions` turns what it says of visibility into expressions, `convert` writes it as an ordinary
rubric, `proposals` writes answers as an ordinary proposal, `cases` loads and evaluates both with the tool itself and compares.
"""
