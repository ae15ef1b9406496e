"""Wrong ways of writing ``dropout_activations``, and what their messages say."""

EDITS = """
    alpha = (1 - ratio) / ratio  # alpha is upside down
    return a @ weight  # the noise is not used
"""
