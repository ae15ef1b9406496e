"""Wrong ways of writing ``coupling_inverse``, and what their messages say."""

EDITS = """
    (b - t) * torch.exp(-s) -> b - t  # the scale is not undone
    t, s = torch.tanh(b @ to_shift), torch.tanh(b @ to_scale)  # which the map has changed
"""
