"""Wrong ways of writing ``reconstruction_error``, and what their messages say."""

EDITS = """
    .mean() -> .mean().sqrt()  # the square root of it is returned
    (x - reconstruction) -> -(x - reconstruction)  # the sign is wrong
    .mean() -> .mean().item()  # the result is of type float
    x, reconstruction = x.detach(), reconstruction.detach()  # no gradient
"""
