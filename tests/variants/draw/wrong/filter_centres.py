"""Wrong ways of writing ``filter_centres``, and what their messages say."""

EDITS = """
    (n - 1) / 2) -> n / 2 - 0.5)  # shifted by one stride
    stride = torch.exp(log_delta)  # that many times (longest - 1) / (n - 1)
"""
