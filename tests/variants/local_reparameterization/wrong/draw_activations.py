"""Wrong ways of writing ``draw_activations``, and what their messages say."""

import torch

EDITS = """
    return a @ (weight_mean + (0.5 * weight_log_var).exp() * torch.randn_like(weight_mean))
        # one draw of the weights serves the whole minibatch
    torch.randn_like(gamma) -> torch.randn_like(gamma[0])
        # one row of noise serves the whole minibatch
    torch.randn_like(gamma) -> torch.randn_like(gamma[:, :1])  # shared by all
    std = torch.sqrt(delta)  # the gradient is NaN
    std = torch.sqrt(delta + 1e-4)  # what is added to delta below the root is too large
    return torch.distributions.Normal(gamma, std).sample()  # no gradient can flow back
    std * -> std.detach() *  # no gradient reaches weight_log_var
    return gamma  # no noise
"""

EPS = 1e-12


def separate_weights(a, weight_mean, weight_log_var):
    """weights are drawn for each example"""
    noise = torch.randn(len(a), *weight_mean.shape, dtype=a.dtype, device=a.device)
    w = weight_mean + (0.5 * weight_log_var).exp() * noise
    return torch.einsum("bi,bio->bo", a, w)
