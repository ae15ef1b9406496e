"""A classifier whose weights are random (Kingma, Salimans and Welling, 2015).

Chapter ``local_reparameterization`` derives every line. The file is in the chapter's order: the
divergences from the prior, one layer with four ways of drawing its noise, and the classifier that
is made of such layers. Everything is in nats.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_sizes, name_of_activation

Noise = Literal["local", "separate", "shared", "none"]
Posterior = Literal["gaussian", "dropout-a", "dropout-b"]
NOISES = ("local", "separate", "shared", "none")
POSTERIORS = ("gaussian", "dropout-a", "dropout-b")

# Of Kingma et al. (2015), section 4.2: a fit to what has no closed form, for alpha from 0 to 1.
LOG_UNIFORM = (1.16145124, -1.50204118, 0.58629921)


def gaussian_weight_kl(mean: Tensor, log_var: Tensor, prior_var: float) -> Tensor:
    """KL(N(mean, exp(log_var)) || N(0, prior_var)), eq-local_reparameterization-weight-kl.

    Args:
        mean: means of the weights, any shape.
        log_var: logarithms of their variances, the same shape.
        prior_var: variance of the prior.

    Returns:
        The divergence summed over all weights, shape ().
    """
    ratio = (log_var.exp() + mean.square()) / prior_var
    return 0.5 * (ratio - 1 - log_var + math.log(prior_var)).sum()


def log_uniform_kl(alpha: Tensor) -> Tensor:
    """KL(N(theta, alpha theta²) || log-uniform), eq-local_reparameterization-log-uniform-kl.

    It does not depend on theta. The prior is no density, so that the divergence has no zero point;
    this one is 0 at ``alpha`` = 1. It is an approximation, off by less than 0.006 nats for
    ``alpha`` from 0.1 to 1, by less than 0.05 below, and a wrong one above 1.

    Args:
        alpha: variances of the multiplicative noise, in (0, 1], any shape.

    Returns:
        The divergence of one weight, the shape of ``alpha``.
    """
    first, second, third = LOG_UNIFORM
    cubic = alpha * (first + alpha * (second + alpha * third))
    return sum(LOG_UNIFORM) - 0.5 * alpha.log() - cubic


class BayesianLinear(nn.Module):
    """b = W a + bias, where W is random and the bias is not.

    The posterior of the weights is, with ``weight`` (outputs, inputs) for means:

    - ``"gaussian"``: independent normal weights with variances of their own, exp(``log_var``), and
      the prior N(0, prior_scale² / inputs), so that the scale of b does not grow with the layer.
    - ``"dropout-a"``: weight times noise, w = theta (1 + sqrt(alpha) epsilon), independently for
      each weight, with a log-uniform prior.
    - ``"dropout-b"``: the same noise for all weights of one input, which is Gaussian dropout of the
      input, with a log-uniform prior of the factor.

    The noise of one call is drawn in one of four ways:

    - ``"local"``: the activations b of each example, from their own distribution.
    - ``"separate"``: a W for each example; memory for batch * inputs * outputs numbers.
    - ``"shared"``: one W for all examples of a minibatch.
    - ``"none"``: the mean of W; for comparison.

    With ``"dropout-b"`` the first two are the same: a factor for each input of each example.

    Args:
        inputs, outputs: sizes.
        noise: one of the four.
        posterior: one of the three.
        prior_scale: of the prior of ``"gaussian"``.
        alpha: variance of the multiplicative noise at the start, between 0 and 1.
        learn_alpha: whether it is learned, one number a layer; it stays between 0 and 1.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        noise: Noise = "local",
        posterior: Posterior = "gaussian",
        prior_scale: float = 1.0,
        alpha: float = 0.25,
        learn_alpha: bool = True,
    ) -> None:
        super().__init__()
        self.noise, self.posterior = noise, posterior
        self.prior_var = prior_scale**2 / inputs
        like = nn.Linear(inputs, outputs)  # torch's own start
        self.weight, self.bias = like.weight, like.bias
        if posterior == "gaussian":
            # From little noise it would take Adam very long to find that less divergence pays.
            self.log_var = nn.Parameter(torch.full_like(self.weight, math.log(self.prior_var)))
        else:
            start = math.log(alpha / (1 - alpha))
            self.alpha_logit = nn.Parameter(torch.tensor(start), requires_grad=learn_alpha)

    def extra_repr(self) -> str:
        outputs, inputs = self.weight.shape
        return f"{inputs}, {outputs}, noise={self.noise!r}, posterior={self.posterior!r}"

    @property
    def alpha(self) -> Tensor:
        """Variance of the multiplicative noise, shape ()."""
        return torch.sigmoid(self.alpha_logit)

    def variance(self) -> Tensor:
        """Variances of the weights, (outputs, inputs)."""
        if self.posterior == "gaussian":
            return self.log_var.exp()
        return self.alpha * self.weight.square()

    def kl(self) -> Tensor:
        """The divergence of the posterior of all weights from their prior, shape ().

        That of a log-uniform prior is known up to a constant alone (`log_uniform_kl`).
        """
        if self.posterior == "gaussian":
            return gaussian_weight_kl(self.weight, self.log_var, self.prior_var)
        outputs, inputs = self.weight.shape
        factors = inputs if self.posterior == "dropout-b" else inputs * outputs
        return factors * log_uniform_kl(self.alpha)

    def forward(self, a: Tensor) -> Tensor:
        """Map ``a`` (k, batch, inputs) to activations (k, batch, outputs), k draws of them."""
        if self.noise == "none":
            return F.linear(a, self.weight, self.bias)
        if self.posterior == "dropout-b":
            rows = 1 if self.noise == "shared" else a.shape[1]
            noise = torch.randn(len(a), rows, a.shape[2], device=a.device, dtype=a.dtype)
            return F.linear(a * (1 + self.alpha.sqrt() * noise), self.weight, self.bias)
        if self.noise == "local":  # eq-local_reparameterization-moments
            gamma = F.linear(a, self.weight, self.bias)
            delta = F.linear(a.square(), self.variance())
            # A row of zeros has delta = 0, where the derivative of a root is infinite.
            std = (delta + torch.finfo(delta.dtype).tiny).sqrt()
            return gamma + std * torch.randn_like(gamma)
        leading = a.shape[:1] if self.noise == "shared" else a.shape[:2]
        noise = torch.randn(*leading, *self.weight.shape, device=a.device, dtype=a.dtype)
        if self.posterior == "gaussian":
            weight = self.weight + torch.exp(0.5 * self.log_var) * noise
        else:
            weight = self.weight * (1 + self.alpha.sqrt() * noise)
        if self.noise == "shared":  # (k, outputs, inputs)
            return a @ weight.mT + self.bias
        return (weight @ a[..., None])[..., 0] + self.bias  # (k, batch, outputs, inputs)


class BayesianMLP(nn.Module):
    """p(y | x, W) = softmax of a fully connected network with random weights W.

    It is a model of labels given images: the latent variable is W, one for *all* data, and there is
    no p(x). So there is no ``log_w`` with a weight for each image, and nothing to `generate` or
    `infer`. Its place take `log_likelihood`, log p(y | x, W) for draws of W, and `kl`, the
    divergence of their posterior from the prior, once for all data; `sgvb` puts both together for
    `training.fit`. The posterior's parameters are the model's parameters. `log_prob` predicts.

    Noise is drawn in training and in evaluation mode alike: prediction is an average over draws.

    Args:
        inputs: numbers in one input.
        hidden: widths of the hidden layers, first to last.
        classes: number of classes.
        activation: makes the activation after each hidden layer.
        noise: ``"local"``, ``"separate"``, ``"shared"`` or ``"none"``, see `BayesianLinear`.
        posterior: ``"gaussian"``, ``"dropout-a"`` or ``"dropout-b"``.
        prior_scale: of the prior of ``"gaussian"``: a weight has variance prior_scale² / inputs.
        alpha: variance of the dropout's noise at the start, between 0 and 1. Dropout with the ratio
            p has p / (1 - p).
        learn_alpha: whether it is learned. If not, the divergence does not depend on the means, and
            maximizing `sgvb` is Gaussian dropout.

    Raises:
        InputError: a size is no whole number from 1 up, there is no such noise or posterior, or a
            number is outside of its range.
    """

    def __init__(
        self,
        inputs: int,
        hidden: Sequence[int] = (400, 400),
        classes: int = 10,
        activation: Callable[[], nn.Module] = nn.ReLU,
        noise: Noise = "local",
        posterior: Posterior = "gaussian",
        prior_scale: float = 1.0,
        alpha: float = 0.25,
        learn_alpha: bool = True,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, inputs=inputs, classes=classes)
        for name, value, known in (("noise", noise, NOISES), ("posterior", posterior, POSTERIORS)):
            if value not in known:
                raise InputError(f"{name} is one of {', '.join(known)}, not {value!r}")
        if not 0 < alpha < 1:
            raise InputError(f"alpha is a variance between 0 and 1, not {alpha}")
        if not 0 < prior_scale < math.inf:
            raise InputError(f"prior_scale is a number above 0, not {prior_scale}")
        self.inputs, self.classes = int(inputs), int(classes)
        sizes = [self.inputs, *widths, self.classes]
        self.layers: Any = nn.ModuleList(
            BayesianLinear(before, after, noise, posterior, prior_scale, alpha, learn_alpha)
            for before, after in itertools.pairwise(sizes)
        )
        self.activation = activation()
        known_name = name_of_activation(activation)
        own = {"inputs": self.inputs, "hidden": widths, "classes": self.classes}
        rest = {"prior_scale": float(prior_scale), "alpha": float(alpha)}
        kinds = {"noise": noise, "posterior": posterior, "learn_alpha": bool(learn_alpha)}
        # What `models.load` makes it from, if that suffices.
        self.arguments: dict[str, Any] | None = None
        if known_name is not None:
            self.arguments = {**own, **rest, **kinds, "activation": known_name}

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for images that are no finite numbers of shape (n, inputs)."""
        self._check_shape(x)
        if not bool(torch.isfinite(x).all()):
            raise InputError("some of the inputs are NaN or infinite")

    def _check_shape(self, x: Tensor) -> None:
        if x.dim() != 2 or x.shape[1] != self.inputs or not x.is_floating_point():
            raise InputError(
                f"inputs are numbers with a fraction of shape (batch, {self.inputs}), not "
                f"{x.dtype} of shape {tuple(x.shape)}"
            )

    def forward(self, x: Tensor, k: int = 1) -> Tensor:
        """Logits of ``k`` draws, (k, batch, classes), for ``x`` (batch, inputs)."""
        self._check_shape(x)
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        a = x.expand(k, *x.shape)
        for layer in self.layers[:-1]:
            a = self.activation(layer(a))
        return self.layers[-1](a).to(x.dtype)

    def log_likelihood(self, x: Tensor, labels: Tensor, k: int = 1) -> Tensor:
        """log p(y | x, W) for ``k`` draws of the noise, (k, batch), differentiable.

        Args:
            x: inputs, shape (batch, inputs).
            labels: their classes, whole numbers, shape (batch,).
            k: number of draws.
        """
        log_p = F.log_softmax(self(x, k), -1)
        return log_p.gather(2, labels.expand(k, -1)[..., None])[..., 0]

    def kl(self) -> Tensor:
        """KL(q(W) || p(W)) of all layers, shape (); of a log-uniform prior up to a constant."""
        return torch.stack([layer.kl() for layer in self.layers]).sum()

    def log_prob(self, x: Tensor, k: int = 100, rows: int = 1000) -> Tensor:
        """log of the predictive probabilities, averaged over ``k`` draws: (n, classes).

        The average is over probabilities, not over logits (eq-local_reparameterization-predict).

        Args:
            x: inputs, shape (n, inputs).
            k: draws of each.
            rows: inputs at once; with ``"separate"`` each needs a set of weights.
        """
        parts = []
        for part in x.split(rows):
            total = torch.full((len(part), self.classes), -math.inf, device=x.device, dtype=x.dtype)
            for _ in range(k):
                total = torch.logaddexp(total, F.log_softmax(self(part)[0], -1))
            parts.append(total - math.log(k))
        return torch.cat(parts)


def sgvb(model: BayesianMLP, x: Tensor, labels: Tensor, *, n: int) -> Tensor:
    """The objective of `training.fit` for (x, labels): log p(y | x, W) - KL / n, shape (batch,).

    Its mean over a minibatch times ``n`` is the SGVB estimate of the bound on log p of all labels
    (eq-local_reparameterization-sgvb); choose ``n``, the number of training examples, by
    `functools.partial`. The divergence is that of all weights, once for all data.
    """
    return model.log_likelihood(x, labels)[0] - model.kl() / n
