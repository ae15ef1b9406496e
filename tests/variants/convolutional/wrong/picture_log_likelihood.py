"""Wrong ways of writing ``picture_log_likelihood``, and what their messages say."""

EDITS = """
    constant = 0.0  # log 2π is missing
    + log_var[0] + -> +; + log_var[1] + -> +  # the logarithm of the variance is missing
"""
