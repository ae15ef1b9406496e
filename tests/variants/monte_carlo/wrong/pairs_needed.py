"""Wrong ways of writing ``pairs_needed``, and what their messages say."""

EDITS = """
    return 4 * pilot.mean(1).var(0) / len(pilot) / half_width.square()  # it is that of one pair
    pilot, half_width = pilot.detach(), half_width.detach()  # no gradient can flow back
"""
