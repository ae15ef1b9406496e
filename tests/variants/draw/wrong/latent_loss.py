"""Wrong ways of writing ``latent_loss``, and what their messages say."""

EDITS = """
    return (each + 0.5).sum((0, 2)) - len(mu) / 2
        # the constant is T/2, for T steps of one coordinate
    return (each + 0.5).sum((0, 2)) - mu.shape[0] * mu.shape[2]
        # the constant is T d; each coordinate of each step has ½
"""
