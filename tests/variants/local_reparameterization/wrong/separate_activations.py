"""Wrong ways of writing ``separate_activations``, and what their messages say."""

EDITS = """
    weight = weight_mean + noise  # the noise is not multiplied by the standard deviation
    weight = weight_mean + 0 * noise  # the noise is missing
"""
