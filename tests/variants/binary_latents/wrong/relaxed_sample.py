"""Wrong ways of writing ``relaxed_sample``, and what their messages say."""

EDITS = """
    logits + noise -> (pi := torch.sigmoid(logits)).log() - (1 - pi).log() + noise
        # for logits far from 0 the value or its gradient
    return (logits + noise) / temperature  # the smooth step is missing
"""
