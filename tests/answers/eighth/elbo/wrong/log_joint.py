"""Wrong answers to log_joint."""

import math

from torch import Tensor


def prior_counted_in_pixels(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Gives the prior one log 2 pi per pixel, which is right only for as many pixels as latents."""
    pixels = weight.shape[0]
    prior = -0.5 * (pixels * math.log(2 * math.pi) + z.square().sum(-1))
    error = (x - z @ weight.T - bias).square().sum(-1)
    return prior - 0.5 * (pixels * (2 * math.pi * noise_var).log() + error / noise_var)


def logarithm_outside_of_the_graph(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Takes math.log of a number, so that noise_var's gradient lacks what the constant adds."""
    error = (x - z @ weight.T - bias).square().sum(-1)
    prior = -0.5 * (z.shape[-1] * math.log(2 * math.pi) + z.square().sum(-1))
    constant = x.shape[-1] * math.log(2 * math.pi * noise_var.item())
    return prior - 0.5 * (constant + error / noise_var)


def reshaped_weight(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Tensor:
    """Reshapes W where it should transpose it, which is right for one latent coordinate only."""
    pixels, latent = weight.shape
    error = (x - z @ weight.reshape(latent, pixels) - bias).square().sum(-1)
    prior = -0.5 * (latent * math.log(2 * math.pi) + z.square().sum(-1))
    return prior - 0.5 * (pixels * (2 * math.pi * noise_var).log() + error / noise_var)
