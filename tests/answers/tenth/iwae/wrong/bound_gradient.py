"""Wrong answers to bound_gradient."""

from torch import Tensor

from solutions.iwae import shares


def mean_of_weighted_gradients(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Averages where it should sum, so that the gradient is too small by the factor k."""
    return (shares(log_w)[..., None] * gradients).mean(0)


def centred_gradients(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Subtracts the mean of the draws' gradients as a baseline, which changes the sum."""
    return (shares(log_w)[..., None] * (gradients - gradients.mean(0))).sum(0)


def gradients_overwritten(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Multiplies the caller's gradients in place, so that they are changed after the call."""
    gradients *= shares(log_w)[..., None]
    return gradients.sum(0)
