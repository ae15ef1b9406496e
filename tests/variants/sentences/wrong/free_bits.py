"""Wrong ways of writing ``free_bits``, and what their messages say."""

EDITS = """
    kl.mean(0) -> kl.sum(0)  # added up over the batch
    .sum() -> .mean()  # averaged over the latent numbers
"""
