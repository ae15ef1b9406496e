"""Wrong ways of writing ``graph_surrogate``, and what their messages say."""

EDITS = """
    .mean() ->  # there is one number for each draw; return their mean
    bits = torch.bernoulli(torch.sigmoid(theta.detach()).expand_as(bits)); noise =
        torch.randn_like(noise)  # it draws noise of its own
"""
