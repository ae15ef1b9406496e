"""Wrong ways of writing ``fit_mixture``, and what their messages say."""

EDITS = """
    return parameters[0].requires_grad_(), parameters[1], parameters[2]
        # the results still require gradients
    return parameters[1], parameters[2]  # 3 tensors should be returned
"""
