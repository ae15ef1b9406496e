"""Wrong ways of writing ``sgvb``, and what their messages say."""

EDITS = """
    n * -> n / log_p.shape[1] *  # divided by its size once more
    return kl - n * log_p.mean(1)  # the sign is wrong
"""
