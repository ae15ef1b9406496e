"""Wrong ways of writing ``autoregressive_forward``, and what their messages say."""

EDITS = """
    F.logsigmoid(logits) -> torch.log(gate)  # use torch.nn.functional.logsigmoid
    .sum(-1) -> .sum().expand(len(z))  # the log-determinant is added up over the points
"""
