"""Wrong ways of writing ``bernoulli_log_likelihood``, and what their messages say."""

EDITS = """
    F.softplus(logits) -> torch.log(1 + logits.exp())  # do not go through probabilities
    logits = logits.detach()  # no gradient reaches logits
    return torch.distributions.Bernoulli(logits=logits, validate_args=True).log_prob(x).sum(-1)
        # ValueError
    return -F.binary_cross_entropy_with_logits(logits, x, reduction='none').sum(-1)  # Target size
    return (x * ((p := logits.sigmoid()) + 1e-12).log() + (1 - x) * (1 - p +
        1e-12).log()).sum(-1)  # do not go through probabilities
"""
