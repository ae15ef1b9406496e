"""Wrong ways of writing ``narrowest_width``, and what their messages say."""

EDITS = """
    return (2 / width**power) ** (1 / power)  # this is one over the bound
    return float(width.flatten()[0])  # it should be one tensor
"""
