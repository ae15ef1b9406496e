"""Wrong ways of writing ``bound_of_groups``, and what their messages say."""

EDITS = """
    bounds = groups.exp().mean(1).log()  # exp overflows or becomes 0
    return bounds  # not averaged over the groups
"""
