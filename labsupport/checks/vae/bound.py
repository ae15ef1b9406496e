"""Verdicts on ``elbo`` of topic ``vae``, and the linear networks on which it is judged.

The networks are ours, and chosen so that nearly everything is exact: a decoder that ignores z, a
posterior without variance, logits so low that log p(x | z) is linear in z. A ``student`` is any
object with the exercises as attributes, and with ``linear`` and ``optimizer`` as in
`labsupport.grading`.
"""

import copy
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.checks import noise, rates
from labsupport.checks.compare import DETACHED, DIFFER, NO_BACKWARD, Verdict, close, compare
from labsupport.checks.formula import Formula, same
from labsupport.checks.vae import formulas

ROWS, PIXELS, LATENT = 5, 4, 3
NO_VARIANCE = -30.0  # log-variance: the standard deviation is 3e-7


class Linear(nn.Module):
    """y = x Wᵀ + b in this process, cut into ``chunks`` equal parts if there are several."""

    def __init__(self, weight: Tensor, bias: Tensor, chunks: int = 1) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
        self.chunks = chunks

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Map (..., in) to (..., out), or to several (..., out / chunks)."""
        y = x @ self.weight.T + self.bias
        return y if self.chunks == 1 else y.chunk(self.chunks, -1)

    def parameters_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters by name."""
        return {name: p.detach().clone() for name, p in self.named_parameters()}

    def gradients(self) -> dict[str, Tensor | None]:
        """The parameters' gradients by name."""
        return {name: p.grad for name, p in self.named_parameters()}


class Here:
    """The student's functions, by keyword, in this process."""

    linear = Linear

    def __init__(self, **functions: Any) -> None:
        self.__dict__.update(functions)

    @staticmethod
    def optimizer(name: str, modules: list[nn.Module], **options: Any) -> torch.optim.Optimizer:
        """An optimizer over the parameters of all modules."""
        return getattr(torch.optim, name)([p for m in modules for p in m.parameters()], **options)


class Setting:
    """Weights of a linear encoder and decoder, a batch, and the ELBO that they give.

    Args:
        decoder_scale: 0 for a decoder that ignores z.
        log_var: the log-variance of every latent dimension; None lets the encoder choose it.
    """

    def __init__(
        self, generator: torch.Generator, decoder_scale: float = 1.0, log_var: float | None = None
    ) -> None:
        def normal(*size: int) -> Tensor:
            return torch.randn(*size, generator=generator)

        self.encoder = [normal(2 * LATENT, PIXELS), normal(2 * LATENT)]
        self.decoder = [decoder_scale * normal(PIXELS, LATENT), normal(PIXELS)]
        self.x = torch.rand(ROWS, PIXELS, generator=generator).round()
        self.x[0, 0], self.x[-1, 0] = 0.0, 1.0  # no two settings without a one or a zero
        if log_var is not None:
            self.encoder[0][LATENT:] = 0.0
            self.encoder[1][LATENT:] = log_var

    def networks(self, student: Any) -> tuple[Any, Any]:
        """Fresh networks with these weights, where the student's code can call them."""
        return student.linear(*self.encoder, chunks=2), student.linear(*self.decoder)

    def posterior(self, encoder: list[Tensor]) -> tuple[Tensor, Tensor]:
        """mu and log_var of the batch."""
        mu, log_var = (self.x @ encoder[0].T + encoder[1]).chunk(2, -1)
        return mu, log_var

    def logits(self, mu: Tensor, decoder: list[Tensor]) -> Tensor:
        """The decoder's logits at z = mu."""
        return mu @ decoder[0].T + decoder[1]

    def elbo(self, parameters: list[Tensor] | None = None) -> Tensor:
        """The ELBO of each image with z = mu, for these parameters instead of the own ones."""
        weights = parameters or [*self.encoder, *self.decoder]
        mu, log_var = self.posterior(weights[:2])
        likelihood = formulas.bernoulli(self.x, self.logits(mu, weights[2:]))
        return likelihood - formulas.gaussian_kl(mu, log_var)


# --- elbo -----------------------------------------------------------------------------------------


def elbo_value(student: Any, generator: torch.Generator, variance: bool) -> Verdict:
    """Whether ELBOs that do not depend on the noise are right.

    Args:
        variance: True for any posterior and a decoder that ignores z; False for a posterior
            without variance and any decoder, which has to get z = mu.
    """
    setting = Setting(generator, 0.0) if variance else Setting(generator, 1.0, NO_VARIANCE)
    networks = setting.networks(student)
    actual = student.elbo(*networks, setting.x)
    if isinstance(actual, Tensor) and variance:
        again = student.elbo(*networks, setting.x)
        if isinstance(again, Tensor) and not close(again, actual):
            return (
                "it changes from call to call although the decoder ignores z: "
                "the KL is known exactly, do not estimate it from z"
            )
    return _named(student, networks, setting, actual)


def _named(student: Any, networks: tuple[Any, Any], setting: Setting, actual: Any) -> Verdict:
    """What is wrong with ELBOs: a mistake that gives the same for other images too."""
    right = setting.elbo().detach()
    plain = compare(actual, right)
    if plain is None or not isinstance(actual, Tensor):
        return plain
    other = copy.copy(setting)
    other.x = 1 - setting.x
    again, mistakes = student.elbo(*networks, other.x), elbo_mistakes(other)
    for sentence, wrong in elbo_mistakes(setting).items():
        if same(actual, wrong) and same(again, mistakes[sentence]):
            return sentence
    return (plain == DIFFER and _wrong_term(student, setting)) or plain


def _wrong_term(student: Any, setting: Setting) -> Verdict:
    """Which of the two terms is wrong, from encoders and decoders that ignore their inputs."""
    offsets = []
    for part in ("encoder", "decoder"):
        still = copy.copy(setting)
        weight, bias = getattr(setting, part)
        setattr(still, part, [weight * 0, bias])
        actual = student.elbo(*still.networks(student), still.x)
        offsets.append(actual.detach() - still.elbo().detach())
    of_all, without_z = offsets
    if close(without_z, torch.zeros_like(without_z)):
        return (
            "it is right where the decoder ignores z, so the KL is right; but the decoder does "
            "not get z = mu + sigma epsilon, or log p(x | z) is not that of its logits"
        )
    if close(of_all, of_all[:1].expand_as(of_all)):
        return "log p(x | z) is right, but the KL is not that of the encoder's mu and log_var"
    return None


def elbo_mistakes(setting: Setting) -> dict[str, Tensor]:
    """Sentence -> the ELBO that this mistake gives."""
    x, (mu, log_var) = setting.x, setting.posterior(setting.encoder)
    logits = setting.logits(mu, setting.decoder)
    likelihood, kl = formulas.bernoulli(x, logits), formulas.gaussian_kl(mu, log_var)
    right = likelihood - kl

    def at(z: Tensor) -> Tensor:
        return formulas.bernoulli(x, setting.logits(z, setting.decoder))

    p = logits.sigmoid()
    return {
        "the sign is wrong: this is the negative ELBO, a loss": -right,
        "return one number per image, without averaging over the batch": right.mean(),
        "return one number per image, without summing over the batch": right.sum(),
        "this is the negative ELBO, averaged over the batch": -right.mean(),
        "the KL is added; subtract it": likelihood + kl,
        "the KL is missing": likelihood,
        "the term log p(x | z) is missing": -kl,
        "log p(x | z) has the wrong sign": -likelihood - kl,
        "log p(x | z) is averaged over the pixels; sum over them": likelihood / PIXELS - kl,
        "the KL is averaged over the latent dimensions; sum over them": likelihood - kl / LATENT,
        "log p(x | z) and the KL are averaged over their entries; sum over them": likelihood
        / PIXELS
        - kl / LATENT,
        "the KL is averaged over the batch; each image has its own": likelihood - kl.mean(),
        "the KL is summed over the batch; each image has its own": likelihood - kl.sum(),
        "the KL is weighted twice": likelihood - 2 * kl,
        "the KL is weighted by a half": likelihood - kl / 2,
        "mu and log_var are exchanged: the encoder returns mu first": likelihood
        - formulas.gaussian_kl(log_var, mu),
        "the KL is of z, not of mu and log_var": likelihood - formulas.gaussian_kl(mu * 0, log_var),
        "the decoder gives logits already: leave the sigmoid out": formulas.bernoulli(x, p) - kl,
        "the arguments of bernoulli_log_likelihood are exchanged: x comes first": (
            formulas.bernoulli(logits, x) - kl
        ),
        "the KL has its arguments in the wrong direction": likelihood
        - formulas.gaussian_kl_mistakes(mu, log_var)[
            "this is KL(p || q), the divergence in the other direction"
        ],
        "the reconstruction term is a squared error; it is a Bernoulli log-likelihood": -(
            (x - p) ** 2
        ).sum(-1)
        - kl,
        "the decoder gets noise alone; it needs z = mu + sigma epsilon": at(mu * 0) - kl,
        "the decoder gets log_var; it needs z": at(log_var) - kl,
        "mu and log_var are exchanged": at(log_var) - formulas.gaussian_kl(log_var, mu),
        "zeros and ones are exchanged": formulas.bernoulli(1 - x, logits) - kl,
    }


def elbo_gradient(student: Any, generator: torch.Generator) -> Verdict:
    """Whether the gradient reaches the parameters of both networks, where it needs no noise."""
    setting = Setting(generator, 1.0, NO_VARIANCE)
    actual = setting_gradients(student, setting)
    if isinstance(actual, str):
        return actual
    wanted = true_gradients(setting)
    for (network, name), gradient in actual.items():
        if not gradient.any():
            return f"no gradient reaches the {network}: is there a .detach() or torch.no_grad()?"
        if not close(gradient, wanted[network, name]):
            return f"the gradient with respect to the {network} is wrong: is z detached?"
    return None


def elbo_kind(student: Any, generator: torch.Generator) -> Verdict:
    """Whether ELBOs have the dtype and the device of the images and of the networks.

    The decoder ignores z, so that a small step of any input has a known effect.
    """
    setting = Setting(generator, 0.0)

    def run(x: Tensor, weight: Tensor, bias: Tensor, logits: Tensor) -> Any:
        encoder = student.linear(weight, bias, chunks=2)
        return student.elbo(encoder, student.linear(setting.decoder[0].to(x), logits), x)

    def right(x: Tensor, weight: Tensor, bias: Tensor, logits: Tensor) -> Tensor:
        mu, log_var = (x @ weight.T + bias).chunk(2, -1)
        return formulas.bernoulli(x, logits.expand_as(x)) - formulas.gaussian_kl(mu, log_var)

    x = 0.2 + 0.6 * torch.rand(ROWS, PIXELS, generator=generator)
    term = Formula(["x", "weight", "bias", "logits"], right, lambda *inputs: {})
    return term.kind(run, x, *setting.encoder, setting.decoder[1])


Gradients = dict[tuple[str, str], Tensor]


def setting_gradients(student: Any, setting: Setting) -> Gradients | str:
    """Gradients of the summed ELBO of the batch by network and parameter, or what is wrong."""
    encoder, decoder = setting.networks(student)
    output = student.elbo(encoder, decoder, setting.x)
    if not isinstance(output, Tensor):
        return compare(output, setting.x) or ""
    return backward(output) or {
        (network, name): torch.zeros_like(value) if gradient is None else gradient
        for network, handle in (("encoder", encoder), ("decoder", decoder))
        for (name, gradient), value in zip(
            handle.gradients().items(), handle.parameters_dict().values(), strict=True
        )
    }


def backward(output: Tensor) -> str:
    """Go back from the sum of ``output``; what is wrong if that is not possible."""
    if not output.requires_grad:
        return DETACHED
    try:
        output.sum().backward()
    except RuntimeError:
        return NO_BACKWARD
    return ""


NAMES = [("encoder", "weight"), ("encoder", "bias"), ("decoder", "weight"), ("decoder", "bias")]


def true_gradients(setting: Setting) -> Gradients:
    """Gradients of the summed ELBO with z = mu."""
    parameters = [p.clone().requires_grad_() for p in (*setting.encoder, *setting.decoder)]
    total = setting.elbo(parameters).sum()
    return dict(zip(NAMES, torch.autograd.grad(total, parameters), strict=True))


GROUP = 1_000  # rows for each of three kinds of image; more would be slow for a loop over rows
LOGIT = -40.0  # so low that log(1 + exp(logit)) is 0, and log p(x | z) = x · logits


def elbo_noise(student: Any, generator: torch.Generator) -> Verdict:
    """Whether every image gets its own z ~ q(z | x), from ELBOs that are linear in z.

    With logits z - 40 the ELBO of an image x is x · (z - 40) minus its KL. Images (1, 0), (0, 1)
    and (1, 1) thus show the first coordinate, the second, and their sum.
    """
    log_var = torch.rand(2, generator=generator) + 0.5
    log_var[1] = -log_var[1]
    mu = torch.randn(2, generator=generator)
    encoder = student.linear(torch.zeros(4, 2), torch.cat([mu, log_var]), chunks=2)
    decoder = student.linear(torch.eye(2), torch.full((2,), LOGIT))
    kinds = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    x = kinds.repeat_interleave(GROUP, 0)
    output = student.elbo(encoder, decoder, x)
    if not isinstance(output, Tensor) or tuple(output.shape) != (len(x),):
        return compare(output, x[:, 0])
    moved = output.detach().double().view(3, GROUP)
    center = moved.mean(1)
    spread, variance = moved.std(1), log_var.double().exp()
    if spread.max() < 1e-3:
        if (moved - moved[:, :1]).abs().max() < 1e-3 and _follows(output, x, mu, log_var):
            return "there is no noise: the decoder gets mu, it needs a draw z"
        return "all images share the same noise; draw a z for each"
    wanted = torch.stack([variance[0], variance[1], variance.sum()]).sqrt()
    precision = noise.SIGMAS / (2 * GROUP) ** 0.5
    rates.state(3 * rates.variance(GROUP))

    def matches(std: Tensor) -> bool:
        return bool(((spread / std - 1).abs() < precision).all())

    if not matches(wanted):
        std = variance.sqrt()
        squares = variance**2
        if matches(torch.stack([std[0], std[1], std.sum()])):
            return "the latent dimensions of an image share one number of noise"
        if matches(torch.stack([squares[0], squares[1], squares.sum()]).sqrt()):
            return formulas.EXP_LOG_VAR
        if matches(torch.tensor([1.0, 1.0, 2.0]).double().sqrt()):
            return "z has variance 1; it needs the variance exp(log_var)"
        return "z does not have the variance exp(log_var)"
    drawn = ((moved - center[:, None]) / wanted[:, None]).T
    return noise.standard_normal(drawn, centred=True)


def elbo_fresh(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different noise."""
    setting = Setting(generator, 1.0, 0.0)
    networks = setting.networks(student)
    one, two = student.elbo(*networks, setting.x), student.elbo(*networks, setting.x)
    if isinstance(one, Tensor) and isinstance(two, Tensor) and torch.equal(one, two):
        return "two calls give the same noise: is there none, or is the seed set inside?"
    return None


def elbo_noise_gradient(student: Any, generator: torch.Generator) -> Verdict:
    """Whether the gradient reaches log_var through z as well, exactly for every draw.

    In the setting of `elbo_noise` an image (1, 0) shows z₁, and its ELBO has the derivative
    ½ (z₁ - mu₁) - ½ (exp(log_var₁) - 1) with respect to log_var₁.
    """
    mu, log_var = torch.randn(2, generator=generator), torch.rand(2, generator=generator) + 0.5
    encoder = student.linear(torch.zeros(4, 2), torch.cat([mu, log_var]), chunks=2)
    decoder = student.linear(torch.eye(2), torch.full((2,), LOGIT))
    x = torch.eye(2)
    output = student.elbo(encoder, decoder, x)
    if not isinstance(output, Tensor) or tuple(output.shape) != (2,):
        return compare(output, x[:, 0])
    problem = backward(output)
    if problem:
        return problem
    # Each image shows its own coordinate of z; its other coordinate has no effect.
    kl = formulas.gaussian_kl(mu, log_var)
    moved = output.detach() + kl - LOGIT - mu
    wanted = moved / 2 - (log_var.exp() - 1)  # the KL of both images
    found = encoder.gradients()["bias"]
    if found is None or not close(found[2:], wanted, rtol=1e-3):
        return "the gradient with respect to log_var does not go through z: is log_var detached?"
    return None


def _follows(output: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> bool:
    """Whether the ELBO is that of z = mu."""
    kl = formulas.gaussian_kl(mu, log_var)
    return close(output, x @ (mu + LOGIT) - kl, rtol=1e-4)
