"""Wrong ways of writing ``pca_decode``, and what their messages say."""

EDITS = """
    return mean.expand(*z.shape[:-1], len(mean))  # the result does not depend on z
    z = z.detach()  # no gradient reaches z
"""
