"""Wrong ways of writing ``bernoulli_kl``, and what their messages say."""

EDITS = """
    return (pi * torch.log(2 * pi) + (1 - pi) * torch.log(2 * (1 - pi))).sum(-1)
        # for logits far from 0
    return (pi * logits - F.softplus(logits)).sum(-1) + math.log(2)
        # log 2 counts once for each bit
"""
