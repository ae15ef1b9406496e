"""Wrong ways of writing ``perplexity``, and what their messages say."""

EDITS = """
    bounds = log_w.mean(0)  # the ELBO is taken
    - math.log(len(log_w)) ->  # log k is missing
    return torch.exp(-bounds / lengths).mean()  # the perplexities of the sentences are averaged
    return torch.exp(-bounds.mean())  # this is the perplexity per sentence
    torch.exp -> 2 **  # the power is taken of 2
    return torch.exp(-(bounds / lengths).mean())  # the sentences' bounds per word are averaged
    -bounds -> bounds  # the sign is wrong
"""
