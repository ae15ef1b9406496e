"""Wrong ways of writing ``activation_moments``, and what their messages say."""

EDITS = """
    torch.exp(weight_log_var) -> torch.exp(weight_log_var)**2  # squared once more
    return a @ weight_mean / a.shape[1], a**2 @ torch.exp(weight_log_var) / a.shape[1]
        # both are averaged over the inputs
"""
