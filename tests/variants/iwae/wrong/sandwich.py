"""Wrong ways of writing ``sandwich``, and what their messages say."""

EDITS = """
    return log_w.mean(0), replaced.mean(0)  # both estimates are the mean of the logarithms
    return log_w.exp().mean(0).log(), replaced.exp().mean(0).log()  # exp overflows or becomes 0
"""
