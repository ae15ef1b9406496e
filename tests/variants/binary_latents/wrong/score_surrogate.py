"""Wrong ways of writing ``score_surrogate``, and what their messages say."""

EDITS = """
    signal = cost.detach()  # the baseline is not subtracted beside the score
    return (cost + (term := (cost - baseline) * log_q) - term.detach()).mean(0)
        # the factor beside the score moves
"""
