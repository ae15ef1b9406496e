"""Wrong ways of writing ``transformed_log_prob``, and what their messages say."""

EDITS = """
    skew = skew.detach()  # no gradient reaches skew
    return (log_slope - 0.5 * (math.log(2 * math.pi) + z**2)).float()
        # the result is float32 although the inputs are float64
    math.log(2 * math.pi) -> torch.full(x.shape, math.log(2 * math.pi), dtype=x.dtype)
        # is made on the CPU whatever device x is on
"""
