"""Wrong ways of writing ``coupling_forward``, and what their messages say."""

EDITS = """
    t, s = torch.tanh(b @ to_shift), torch.tanh(b @ to_scale)  # scale and shift see the second half
    b * torch.exp(s) + t -> (b + t) * torch.exp(s)  # the shift is scaled as well
"""
