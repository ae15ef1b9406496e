"""Verdicts on ``generate`` of topic ``vae``, on linear decoders."""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks import noise
from labsupport.checks.compare import Verdict, shape
from labsupport.checks.vae.formulas import LATENT

IMAGES = 8_000


def shapes(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two tensors (n, pixels) come back, without a graph, means in [0, 1], draws binary."""
    for n, pixels in ((4, 5), (1, 2)):
        weight = torch.randn(pixels, LATENT, generator=generator)
        decoder = student.linear(weight, torch.randn(pixels, generator=generator))
        sentence = _pair(student.generate(decoder, n, LATENT), n, pixels)
        if sentence is not None:
            return sentence
    return None


def fresh(student: Any, generator: torch.Generator) -> Verdict:
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


def distribution(student: Any, generator: torch.Generator) -> Verdict:
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
