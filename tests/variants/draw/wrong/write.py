"""Wrong ways of writing ``write``, and what their messages say."""

EDITS = """
    return (f_y.transpose(-1, -2) @ patch @ f_x / gamma[:, None, None]).transpose(-1, -2)
        # the image is transposed
    patch = patch.transpose(-1, -2)  # the patch is transposed
"""
