"""Wrong ways of writing ``log_joint``, and what their messages say."""

EDITS = """
    torch.log(2 * math.pi * noise_var)).sum(-1) -> math.log(2 * math.pi)).sum(-1) - 0.5 *
        noise_var.log()  # every pixel brings its own log noise_var
    torch.log(2 * math.pi * noise_var)).sum(-1) -> noise_var.log()).sum(-1) - 0.5 * math.log(2 *
        math.pi)  # every pixel brings its own constant
"""
