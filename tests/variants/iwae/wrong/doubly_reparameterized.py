"""Wrong ways of writing ``doubly_reparameterized``, and what their messages say."""

EDITS = """
    return bound  # the shares in the gradient are not squared
    return bound.detach()  # no gradient flows back
"""
