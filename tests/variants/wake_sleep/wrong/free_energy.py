"""Wrong ways of writing ``free_energy``, and what their messages say."""

EDITS = """
    entropy = -(q * q.log()).sum(-1)  # 0 log 0 counts as 0
    entropy = torch.special.entr(q).sum(-1) / math.log(2)  # the logarithms have the base 2
"""
