"""Wrong ways of writing ``phase_sums``, and what their messages say."""

EDITS = """
    .sum() -> .mean()  # these are means
    return torch.stack([torch.stack(row) for row in rows]).flatten()
        # they have the shape (stride, stride)
"""
