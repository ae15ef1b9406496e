"""Wrong ways of writing ``posterior_linear_gaussian``, and what their messages say."""

EDITS = """
    return (x - bias) @ weighed @ covariance  # 2 tensors should be returned
    , device=weight.device ->  # a tensor is made on the CPU
"""
