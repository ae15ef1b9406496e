"""Wrong ways of writing ``radial_forward``, and what their messages say."""

EDITS = """
    (z.shape[-1] - 1) * -> z.shape[-1] *  # one direction is along the radius and d - 1 across it
    beta = -alpha + torch.log(1 + torch.exp(raw))  # exp overflows where raw is 800
"""
