"""Wrong ways of writing ``fit_local_posterior``, and what their messages say."""

EDITS = """
    return mean  # 2 tensors should be returned
    noise_var = noise_var.mean()
        # the average of all noise variances stands where each pixel has its own
"""
