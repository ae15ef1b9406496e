"""Autoencoders, deep and linear, and a Gaussian mixture that makes a generator of one.

Chapter ``autoencoders`` derives what is here: the squared error, the linear case, which is
principal component analysis (Baldi and Hornik, 1989), and the mixture fitted to the codes by EM
(Dempster, Laird and Rubin, 1977) once the autoencoder is trained (Ghosh et al., 2020).
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from labsupport.errors import InputError
from labsupport.models import check_sizes, name_of_activation
from labsupport.nets import mlp


class Autoencoder(nn.Module):
    """An encoder to a short code and a decoder back, both deterministic.

    Without hidden layers both are affine, and the best such autoencoder is principal component
    analysis (eq-autoencoders-optimum).

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of numbers in a code.
        activation: makes the activation after each hidden layer.

    Raises:
        InputError: a size is no whole number from 1 up.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200, 200),
        latent: int = 8,
        activation: Callable[[], nn.Module] = nn.Tanh,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, pixels=pixels, latent=latent)
        wide, narrow = [pixels, *widths], [latent, *widths[::-1]]
        self.encoder = nn.Sequential(*mlp(wide, activation), nn.Linear(wide[-1], latent))
        self.decoder = nn.Sequential(*mlp(narrow, activation), nn.Linear(narrow[-1], pixels))
        name = name_of_activation(activation)
        self.arguments: dict[str, Any] | None = None  # what `models.load` makes it from
        if name is not None:
            self.arguments = {
                "pixels": int(pixels),
                "hidden": widths,
                "latent": int(latent),
                "activation": name,
            }

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the decoder's output bias to the mean of ``x`` (n, pixels), before training."""
        head = self.decoder[-1]
        assert isinstance(head, nn.Linear)
        head.bias.copy_(x.mean(0))

    def encode(self, x: Tensor) -> Tensor:
        """The codes (..., latent) of images ``x`` (..., pixels)."""
        return self.encoder(x)

    def decode(self, z: Tensor) -> Tensor:
        """The images (..., pixels) of codes ``z`` (..., latent); nothing keeps them in [0, 1]."""
        return self.decoder(z)

    def forward(self, x: Tensor) -> Tensor:
        """The reconstructions of images ``x``, both (..., pixels)."""
        return self.decode(self.encode(x))

    def squared_error(self, x: Tensor) -> Tensor:
        """Squared distance of each image (..., pixels) to its reconstruction, shape (...).

        Summed over the pixels. eq-autoencoders-error is its mean over the images.
        """
        return (x - self(x)).square().sum(-1)


def negative_squared_error(model: Autoencoder, x: Tensor) -> Tensor:
    """What `training.fit` maximizes to train an autoencoder: (batch, pixels) -> (batch,)."""
    return -model.squared_error(x)


def fit_mixture(
    codes: Tensor,
    components: int,
    covariance: Literal["full", "diag"] = "full",
    *,
    seed: int = 0,
    starts: int = 1,
    iterations: int = 1000,
    ridge: float = 1e-6,
) -> MixtureSameFamily:
    """Fit a Gaussian mixture to codes by scikit-learn's EM, its weights among the rest.

    Args:
        codes: shape (n, latent), finite, with n of at least ``components``.
        components: number of Gaussians.
        covariance: ``"full"``, or ``"diag"`` for Gaussians whose axes are those of the codes.
        seed: of the k-means that EM starts from.
        starts: how often to start; the best end is taken.
        iterations: of EM, at most; scikit-learn warns if they do not suffice.
        ridge: added to the diagonal of each covariance, in squared units of the codes, so that no
            Gaussian can collapse onto one code (eq-autoencoders-singular).

    Returns:
        A distribution over codes with the dtype and the device of ``codes``: ``sample((n,))`` and
        ``log_prob(z)``, in nats; ``mixture_distribution.probs`` are the weights (components,), and
        ``component_distribution`` is a batch of Gaussians.

    Raises:
        InputError: the codes or a number cannot be used; the sentence says why.
    """
    from sklearn.mixture import GaussianMixture

    if codes.dim() != 2 or not codes.is_floating_point():
        raise InputError(f"codes have the shape (n, latent), not {tuple(codes.shape)}")
    if not 1 <= components <= len(codes):
        raise InputError(f"{len(codes)} codes are too few for {components} components")
    if not bool(codes.isfinite().all()):
        raise InputError("some codes are NaN or infinite: was the autoencoder trained?")
    check_sizes(components=components, starts=starts, iterations=iterations)
    if not 0 <= ridge < math.inf:
        raise InputError(f"ridge is a number from 0 up, such as 1e-6, not {ridge}")
    if covariance not in ("full", "diag"):
        raise InputError(f"covariance is 'full' or 'diag', not {covariance!r}")
    fitted = GaussianMixture(
        components,
        covariance_type=covariance,
        random_state=seed,
        n_init=starts,
        max_iter=iterations,
        reg_covar=ridge,
    ).fit(codes.detach().cpu().double().numpy())
    weights, means, spread = (
        torch.from_numpy(a) for a in (fitted.weights_, fitted.means_, fitted.covariances_)
    )
    # Factored in double precision: rounded to single, a thin covariance may not be positive.
    factor = torch.linalg.cholesky(torch.diag_embed(spread) if covariance == "diag" else spread)
    return MixtureSameFamily(
        Categorical(weights.to(codes)),
        MultivariateNormal(means.to(codes), scale_tril=factor.to(codes)),
    )
