"""Wrong ways of writing ``interpolate``, and what their messages say."""

EDITS = """
    return z_1 * torch.sqrt(1 - t) + z_2 * torch.sqrt(t)  # the weights are square roots
    return (z_1 * (1 - t) + z_2 * t).T  # the points are columns
"""
