"""Wrong ways of writing ``wake_sleep``, and what their messages say."""

EDITS = """
    return log_p - log_q  # this is the gradient of the ELBO
    return bound  # no gradient flows back
"""
