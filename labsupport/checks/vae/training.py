"""Verdicts on ``train_step`` and ``generate`` of topic ``vae``, on the networks of `vae_elbo`."""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks import noise, numbers
from labsupport.checks.compare import Verdict, close, compare, shape
from labsupport.checks.vae.bound import (
    LATENT,
    NO_VARIANCE,
    PIXELS,
    ROWS,
    Gradients,
    Setting,
    true_gradients,
)

# --- train_step -----------------------------------------------------------------------------------

RATE = 0.05


def train_step(student: Any, generator: torch.Generator) -> Verdict:
    """Whether a step of SGD returns the loss and changes the parameters as it should, twice."""
    setting = Setting(generator, 1.0, NO_VARIANCE)
    setting.decoder[0] *= 0.3
    encoder, decoder = setting.networks(student)
    optimizer = student.optimizer("SGD", [encoder, decoder], lr=RATE)
    before = _parameters(encoder, decoder)
    loss = student.train_step(encoder, decoder, optimizer, setting.x)
    after = _parameters(encoder, decoder)
    return (
        _loss(loss, setting, after)
        or _update(before, after, true_gradients(setting))
        or _second_step(student, setting, (encoder, decoder, optimizer), before, after)
    )


def _parameters(encoder: Any, decoder: Any) -> Gradients:
    return {
        (network, name): value
        for network, handle in (("encoder", encoder), ("decoder", decoder))
        for name, value in handle.parameters_dict().items()
    }


def _loss(actual: Any, setting: Setting, after: Gradients) -> Verdict:
    """What is wrong with the number that was returned."""
    if isinstance(actual, Tensor) and actual.dim() == 0 and not actual.requires_grad:
        actual = float(actual)
    if isinstance(actual, Tensor) and actual.numel() == 1:
        return "the loss is returned as a tensor, which keeps its graph alive; return loss.item()"
    if actual is None:
        return "nothing is returned; return the loss as a number"
    if not isinstance(actual, float):
        kind = f"tensor of shape {shape(actual)}" if isinstance(actual, Tensor) else type(actual)
        return f"the loss should be one number, not a {getattr(kind, '__name__', kind)}"
    right = -float(setting.elbo().mean())
    later = -float(setting.elbo(list(after.values())).mean())
    mistakes = {
        "this is the mean ELBO; the loss is its negative": -right,
        "the loss is summed over the batch; average it": right * ROWS,
        "the ELBO is summed over the batch, and its sign is wrong": -right * ROWS,
        "the loss is averaged over the pixels too; only over the batch": right / PIXELS,
        "this is the loss after the step; return the one before it": later,
    }
    number = torch.tensor(actual, dtype=torch.float32)
    expected = torch.tensor(right, dtype=torch.float32)
    others = {k: torch.tensor(v, dtype=torch.float32) for k, v in mistakes.items()}
    if compare(number, expected, others) == "the numbers differ":
        return "the loss is not the negative ELBO averaged over the batch"
    return compare(number, expected, others)


def _moved(before: Gradients, after: Gradients) -> Gradients:
    return {key: (after[key] - before[key]) / RATE for key in before}


def _same(a: Gradients, b: Gradients, factor: float = 1.0) -> bool:
    return all(close(a[key], factor * b[key], rtol=1e-3) for key in a)


def _update(before: Gradients, after: Gradients, gradient: Gradients) -> Verdict:
    """What is wrong with the first step; ``gradient`` is that of the summed ELBO."""
    moved = _moved(before, after)
    if _same(moved, gradient, 1 / ROWS):
        return None
    still = {network for network, _ in moved}
    for (network, _), change in moved.items():
        if change.any():
            still.discard(network)
    if len(still) == 2:
        return (
            "the parameters do not change: after zero_grad and loss.backward() comes "
            "optimizer.step()"
        )
    if still:
        return f"the {still.pop()} does not change: does the gradient reach it?"
    for sentence, factor in {
        "the step goes the wrong way, it makes the loss larger: minimize the negative ELBO": -1
        / ROWS,
        "the gradient is that of the sum over the batch; take the mean": 1.0,
        "the sum over the batch is used, and the step makes the loss larger": -1.0,
        "more than one step is taken, or gradients are added twice": 2 / ROWS,
        "the gradient is averaged over the pixels too; only over the batch": 1 / ROWS / PIXELS,
    }.items():
        if _same(moved, gradient, factor):
            return sentence
    return "the parameters do not change by one step along the gradient of the mean loss"


def _second_step(
    student: Any, setting: Setting, arguments: tuple[Any, ...], before: Gradients, after: Gradients
) -> Verdict:
    """Whether old gradients are gone before the next step."""
    student.train_step(*arguments, setting.x)
    first, second = _moved(before, after), _moved(after, _parameters(*arguments[:2]))
    weights = list(after.values())
    later = Setting(torch.Generator())
    later.x, later.encoder, later.decoder = setting.x, weights[:2], weights[2:]
    step = {key: g / ROWS for key, g in true_gradients(later).items()}
    if _same(second, step):
        return None
    if _same(second, {key: step[key] + first[key] for key in step}):
        return "the second step uses the old gradients too: call optimizer.zero_grad() first"
    return "the second step is wrong although the first was right: are old gradients cleared?"


def train_step_fresh(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different noise; the learning rate is 0, so that all else is equal."""
    setting = Setting(generator, 1.0, 0.0)
    networks = setting.networks(student)
    optimizer = student.optimizer("SGD", list(networks), lr=0.0)
    one, two = (student.train_step(*networks, optimizer, setting.x) for _ in range(2))
    if isinstance(one, float) and one == two:
        return "two steps draw the same noise: is the seed set inside the function?"
    return None


def train_step_kind(student: Any, generator: torch.Generator) -> Verdict:
    """Whether a step can be taken in float64, and up to the loss on another device."""
    setting = Setting(generator, 1.0, NO_VARIANCE)
    setting.decoder[0] *= 0.3

    def run(x: Tensor, *weights: Tensor) -> list[Tensor]:
        encoder = student.linear(*weights[:2], chunks=2)
        decoder = student.linear(*weights[2:])
        optimizer = student.optimizer("SGD", [encoder, decoder], lr=RATE)
        student.train_step(encoder, decoder, optimizer, x)
        return list(_parameters(encoder, decoder).values())

    inputs = (setting.x, *setting.encoder, *setting.decoder)
    return train_step(student, generator) or numbers.in_kind(run, *inputs, like="x")


# --- generate -------------------------------------------------------------------------------------

IMAGES = 8_000


def generate_shapes(student: Any, generator: torch.Generator, n: int, pixels: int) -> Verdict:
    """Whether two tensors (n, pixels) come back, without a graph, means in [0, 1], draws binary."""
    weight = torch.randn(pixels, LATENT, generator=generator)
    decoder = student.linear(weight, torch.randn(pixels, generator=generator))
    found = student.generate(decoder, n, LATENT)
    return _pair(found, n, pixels)


def generate_fresh(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different z."""
    weight = torch.randn(3, LATENT, generator=generator)
    decoder = student.linear(weight, torch.zeros(3))
    one, two = student.generate(decoder, 4, LATENT), student.generate(decoder, 4, LATENT)
    if _pair(one, 4, 3) is None and _pair(two, 4, 3) is None and torch.equal(one[0], two[0]):
        return "two calls give the same images: is the seed set inside the function?"
    return None


def _pair(found: Any, n: int, pixels: int) -> Verdict:
    if found is None:
        return "nothing is returned: is the `return` missing?"
    if isinstance(found, Tensor) or not isinstance(found, list | tuple) or len(found) != 2:
        return "return two tensors: the means, and the draws"
    for name, tensor in zip(("the means", "the draws"), found, strict=True):
        if not isinstance(tensor, Tensor):
            return f"{name} are no tensor"
        if tuple(tensor.shape) != (n, pixels):
            return f"{name} have shape {shape(tensor)}; they should have shape {(n, pixels)}"
        if tensor.requires_grad:
            return "a graph is built: use torch.no_grad()"
    means, draws = found[0].double(), found[1].double()
    binary = [bool(((t < 1e-6) | (t > 1 - 1e-6)).all()) for t in (means, draws)]
    if binary[0] and not binary[1]:
        return "the means come first, then the draws"
    if means.max() <= 0 and means.min() >= -1 and means.min() < 0:
        return "the means have the wrong sign"
    if means.min() < 0 or means.max() > 1:
        return "the means are not between 0 and 1: the decoder gives logits, apply sigmoid to them"
    if not binary[1]:
        return "the draws are not zeros and ones: draw each pixel with torch.bernoulli(means)"
    return None


def generate_distribution(student: Any, generator: torch.Generator) -> Verdict:
    """Whether z comes from N(0, I), the means from z, and the draws from the means.

    A linear decoder with more pixels than latent dimensions shows z in the means, and leaves over
    what cannot come from any z.
    """
    angle = torch.rand((), generator=generator).item()
    weight = torch.tensor([[1.0, angle - 0.5], [0.5 - angle, 1.0], [0.7, 0.7]])
    bias = 0.5 * torch.randn(3, generator=generator)
    found = student.generate(student.linear(weight, bias), IMAGES, 2)
    verdict = _pair(found, IMAGES, 3)
    if verdict is not None:
        return verdict
    means, draws = (t.double() for t in found)
    logits = torch.logit(means.clamp(1e-9, 1 - 1e-9)) - bias
    z = torch.linalg.lstsq(weight.double(), logits.T).solution.T
    if (z @ weight.T.double() - logits).abs().max() > 0.02:
        if logits.add(bias).min() > -1e-3 and logits.add(bias).max() < 1 + 1e-3:
            return "sigmoid is applied twice"
        return "the means are not sigmoid(decoder(z)) for any z"
    if z.abs().max() < 1e-3:
        return "z is always 0; draw it from N(0, I)"
    if z.std(0).max() < 1e-3:
        return "all the images have the same z; draw n of them"
    verdict = noise.standard_normal(z)
    if verdict is not None:
        return f"z is not drawn from N(0, I): {verdict}"
    return noise.bernoulli(draws, means)
