"""Wrong ways of writing ``draw_step``, and what their messages say."""

EDITS = """
    z = mu  # the noise is missing
    h_dec = torch.tanh(z @ w_dec[:, :z.shape[-1]].T)  # the decoder forgets its own state
"""
