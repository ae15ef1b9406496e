"""Wrong ways of writing ``fit_gaussian``, and what their messages say."""

EDITS = """
    return mean  # 2 tensors should be returned
    return mean, ((x - mean).T @ (x - mean) / len(x)).detach()  # is there a .detach()
    return mean, torch.zeros(len(mean), len(mean), dtype=x.dtype) + (x - mean).T @ (x - mean) /
        len(x)  # is made on the CPU whatever device x is on
    return mean, ((x - mean).T @ (x - mean) / len(x)).double()
        # the result is float64 although the inputs are float32
    return mean, x.T @ x / len(x) - torch.outer(mean, mean)  # for data far from 0
"""
