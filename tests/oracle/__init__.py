"""A second model of the rules of the shop, slow and plain, and the histories that are played on both.

It was written from the text of the rules alone (domain rules, command contracts) and shares no line with the engine. Nothing is
kept that can be counted again: a balance is a sum over all rows of all facts, a review looks through all sales, an X report through
the whole shift. `player.py` is the door: a line of `memberpos rehearse` in, its answer out. Readings of doubtful places:
docs/decisions/0105-a-second-model-of-the-rules.md.
"""
