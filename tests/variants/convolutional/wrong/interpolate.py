"""Wrong ways of writing ``interpolate``, and what their messages say."""

EDITS = """
    return (start + share[:, None, None] * (end - start)).transpose(0, 1)  # the batch comes first
    return torch.cos(s := share[:, None, None] * torch.pi / 2) * start + torch.sin(s) * end
        # it is a straight line
"""
