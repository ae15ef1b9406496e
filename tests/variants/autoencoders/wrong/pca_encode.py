"""Wrong ways of writing ``pca_encode``, and what their messages say."""

EDITS = """
    x - mean -> mean - x  # the sign is wrong
    x, mean, directions = x.detach(), mean.detach(), directions.detach()  # no gradient
"""
