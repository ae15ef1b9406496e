"""Wrong ways of writing ``planar_constraint``, and what their messages say."""

EDITS = """
    (w**2).sum(-1) -> w.norm(dim=-1)  # divided by the norm of w; it is the squared norm
    F.softplus(a) -> torch.log(1 + torch.exp(a))  # of which exp overflows
"""
