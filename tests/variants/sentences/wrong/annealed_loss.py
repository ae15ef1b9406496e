"""Wrong ways of writing ``annealed_loss``, and what their messages say."""

EDITS = """
    weight = step / warmup  # the weight goes on rising after the warm-up
    weight = float(step >= warmup)  # the weight jumps from 0 to 1
"""
