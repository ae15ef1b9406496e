"""Wrong ways of writing ``filterbank``, and what their messages say."""

EDITS = """
    return (f := torch.exp(-squared / (2 * log_var.exp()[:, None, None]))) / f.sum(-1,
        keepdim=True)  # rounded to 0 before they are normalized
    return (f := torch.exp(-squared / (2 * log_var.exp()[:, None, None]))) / (f.sum(-1,
        keepdim=True) + 1e-8)  # rounded to 0 before they are normalized
    return (f := torch.exp(-squared / (2 * log_var.exp()[:, None, None]))) / f.sum(-1,
        keepdim=True).clamp(min=1e-8)  # rounded to 0 before they are normalized
"""
