"""Wrong ways of writing ``control_variate``, and what their messages say."""

EDITS = """
    estimates - beta -> estimates - beta.detach()  # the gradient with respect to estimates is wrong
    return (estimates - beta * (control - expected)).float()
        # the result is float32 although the inputs are float64
"""
