"""Wrong ways of writing ``flow_free_energy``, and what their messages say."""

EDITS = """
    beta = 0.01 + step / 10000  # beta is never above 1
    return (log_start - log_dets.sum(0) - beta * (log_likelihood + log_prior)).mean()
        # averaged over the batch; return one number for each datum
"""
