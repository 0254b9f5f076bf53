"""The clarity check: do independent readers of the same note reach the same levels, tiers and pathways?

Eight notes in the register of a ministry (`descriptions/`), written for this purpose and about no real case; each was turned into a proposal
by several readers who did not see one another's (`answers/<reader>/`). The figures say how clear the wording of the rubric is, and nothing
about how right it is; the readers are not a sample of its users.
"""
