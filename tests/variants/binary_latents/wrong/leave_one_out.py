"""Wrong ways of writing ``leave_one_out``, and what their messages say."""

EDITS = """
    return torch.roll(cost, 1, 0)  # this is the cost of the draw before
"""


def ties_left_out(cost):
    """draws of the same cost as the own one are left out too"""
    others = cost[None] != cost[:, None]
    return (others * cost[None]).sum(1) / others.sum(1)
