"""Wrong ways of writing ``score_function_gradient``, and what their messages say."""

import torch

EDITS = """
    noise.square() - 1 -> noise.square()  # the term -1/scale is missing
    return (f(x := loc + scale * noise) - f(x).mean()).unsqueeze(-1) * score
        # such a baseline knows its own draw and biases the mean
    return (f(loc + scale * noise).unsqueeze(-1) * score).T
        # give one row for each draw, not one for each derivative
    noise = torch.randn_like(loc.expand(num_samples)) / scale.sqrt()
        # scale is the standard deviation of the draws, not their variance
    noise = torch.rand_like(loc.expand(num_samples))  # the draws do not look like N(loc, scale^2)
    noise = torch.randn_like(loc).expand(num_samples)  # f is evaluated at 1 different points
    torch.manual_seed(0)  # is there a manual_seed in it?
    return (f(loc + scale * noise).unsqueeze(-1) * score).float()
        # the result is float32 although the inputs are float64
    noise = torch.randn(num_samples, device=loc.device)  # although the inputs are float64
    noise = torch.randn(num_samples, dtype=loc.dtype)
        # is made on the CPU whatever device loc is on
    return f(loc + scale * noise)[:, None, None] * score  # there is one row for each pair of draws
"""


def pathwise(f, loc, scale, num_samples):
    """f is differentiated: this is the pathwise estimator"""
    noise = torch.randn(num_samples, dtype=loc.dtype)
    x = (loc + scale * noise).requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], -1)
