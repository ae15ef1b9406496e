"""Verdicts on ``sample_mixture`` of topic ``autoencoders``.

The Gaussians lie so far apart that each code shows which one it came from. Each statistical verdict
states how often it fails a right answer (`labsupport.checks.rates`).
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks import noise, numbers, rates
from labsupport.checks.autoencoders.mixture import diagonal
from labsupport.checks.compare import DIFFER, Verdict, close, compare, first
from labsupport.checks.declaration import DTYPES
from labsupport.checks.formula import Function
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import hinted, listed

RESULTS = ("the codes", "the images")
NEAR = 60  # half of the distance between two Gaussians, many standard deviations
# What somebody takes for the covariances, or for codes.
COVARIANCES: dict[str, Callable[[Tensor], Tensor]] = {
    "the covariances are not used: the codes spread by 1 in every direction": lambda c: (
        torch.eye(2).to(c).expand_as(c)
    ),
    "the noise is multiplied by the covariance; multiply by its Cholesky factor": lambda c: c @ c,
    "only the diagonals of the covariances are used": diagonal,
    "the diagonals are used as if they were standard deviations": lambda c: diagonal(c) ** 2,
    "the Cholesky factor is transposed": lambda c: (f := torch.linalg.cholesky(c)).mT @ f,
    "the factor is applied twice": lambda c: (f := torch.linalg.cholesky(c)) @ c @ f.mT,
    "the codes of every Gaussian have the covariance of the first": lambda c: c[:1].expand_as(c),
    "the noise is uniform, or its variance is 1/12: draw it with torch.randn": lambda c: c / 12,
    "the covariances are doubled": lambda c: 2 * c,
    "the covariances are halved": lambda c: c / 2,
    "the inverses of the covariances are used": torch.linalg.inv,
}
BACK: dict[str, Callable[[Tensor], Tensor]] = {
    "the sign of the codes is wrong": lambda z: -z,
    "the codes are doubled": lambda z: z / 2,
    "the codes are halved": lambda z: 2 * z,
    "the coordinates of the codes are exchanged": lambda z: z.flip(-1),
}


class Setting(NamedTuple):
    """A mixture of three Gaussians far from each other, and a decoder."""

    weights: Tensor
    means: Tensor
    covariances: Tensor
    to_pixels: Tensor

    def decode(self, z: Any) -> Tensor:
        """Images, (n, 4), of codes (n, 2); every code has another one."""
        if not isinstance(z, Tensor) or not z.is_floating_point() or z.shape[-1:] != (2,):
            raise TypeError("decoder is called with something that is no tensor of codes")
        return torch.asinh(z @ self.to_pixels.to(z)) + 0.1

    def arguments(self, n: int) -> tuple[Any, ...]:
        """What the exercise is given."""
        return self.decode, self.weights, self.means, self.covariances, n


def setting(generator: torch.Generator, dtype: torch.dtype = torch.float64) -> Setting:
    """Weights far from equal, means 60 standard deviations apart, tilted covariances."""
    make = Inputs(generator, dtype)
    swing = make.uniform(0.0, 0.025, 2)
    weights = torch.tensor([0.5, 0.35, 0.15]).to(swing) + torch.cat([swing, -swing.sum(0)[None]])
    means = torch.tensor([[90.0, -20.0], [-60.0, 100.0], [-80.0, -90.0]]).to(swing)
    factor = torch.tensor(
        [[[2.0, 0.0], [1.5, 0.6]], [[0.5, 0.0], [-0.6, 1.4]], [[1.2, 0.0], [0.9, 0.4]]]
    ).to(swing)
    return Setting(weights, means + make.normal(3, 2), factor @ factor.mT, make.normal(2, 4))


def shapes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether codes and images of the right shapes and dtypes come back, and belong together."""
    return first(
        _codes(setting(generator, dtype), function, n)[0] for dtype in DTYPES for n in (1, 5)
    )


def _codes(s: Setting, function: Function, n: int) -> tuple[Verdict, Tensor]:
    """What is wrong with the shapes and the images, or the codes."""
    nothing = torch.empty(0)
    try:
        result = numbers.forgiving(function)(*s.arguments(n))
    except Exception:
        hint = hinted(function, *s.arguments(n))
        if hint is None:
            raise
        return hint, nothing
    sentence = listed(result, RESULTS)
    if sentence is not None:
        return sentence, nothing
    z, images = result
    wanted = torch.zeros(n, 2, dtype=s.means.dtype)
    if z.is_floating_point() and z.shape == wanted.shape and z.isfinite().all():
        wanted = z.detach().to(wanted)  # the numbers are judged elsewhere
    sentence = compare(z, wanted)
    if sentence is not None:
        if z.shape == (n, 4) and images.shape == (n, 2):
            sentence = "the two results are in the wrong order: first the codes, then the images"
            return sentence, nothing
        return f"the codes: {sentence}", nothing
    if z.requires_grad:
        return "the codes are draws, and carry no gradient: use .sample()", nothing
    sentence = compare(images, s.decode(z), {"this is the code; give it to the decoder": z})
    if sentence == DIFFER:
        sentence = "they are not decoder(z) of the codes that are returned: draw z once"
    return sentence and f"the images: {sentence}", z.double()


def distribution(function: Function, generator: torch.Generator, n: int = 2400) -> Verdict:
    """Whether the codes are independent draws from the mixture."""
    s = setting(generator)
    sentence, z = _codes(s, function, n)
    if sentence is not None:
        return sentence
    distance, chosen = torch.cdist(z, s.means).min(1)
    if distance.max() <= NEAR:
        return _gaussians(s, z, chosen) or _components(s, chosen)
    if (z - z.mean(0)).norm(dim=1).max() < NEAR:
        if (z.mean(0) - s.weights @ s.means).norm() < z.mean(0).norm():
            return (
                "the codes lie around the mean of the means: draw one Gaussian for each code, "
                "do not average them"
            )
        return "the codes lie around 0: are the means added?"
    for sentence, back in BACK.items():
        if torch.cdist(back(z), s.means).min(1).values.max() < NEAR:
            return sentence
    return "the codes are far away from every mean of the mixture"


def _components(s: Setting, chosen: Tensor) -> Verdict:
    """Whether the Gaussians are drawn independently with the weights."""
    n, counts = len(chosen), torch.bincount(chosen, minlength=3).double()
    if counts.max() == n:
        return "all codes come from the same Gaussian; draw one for each code"

    def happens(events: Tensor, p: float) -> bool:
        """Whether independent events are as frequent as their probability says."""
        score = (events.double().mean() - p) * math.sqrt(len(events) / (p * (1 - p)))
        return noise.within(score, rates.share(len(events), p))

    if not all(happens(chosen == c, p) for c, p in enumerate(s.weights.tolist())):
        if (counts / n - 1 / 3).abs().max() < 0.05:
            return "the Gaussians are drawn with equal probabilities; use the weights"
        return "the Gaussians are not drawn with the probabilities `weights`"
    for start in (0, 1):  # pairs of neighbours without a common member
        pairs = chosen[start : start + n - 2].view(-1, 2)
        if not happens(pairs[:, 0] == pairs[:, 1], float(s.weights.square().sum())):
            return (
                "the codes come in the order of their Gaussians, or in blocks: draw the Gaussian "
                "of each code by itself"
            )
    return None


def _gaussians(s: Setting, z: Tensor, chosen: Tensor) -> Verdict:
    """Whether the codes of each Gaussian have its mean and covariance."""
    away = z - s.means[chosen]
    factor = torch.linalg.cholesky(s.covariances)[chosen]
    white = torch.linalg.solve_triangular(factor, away[..., None], upper=False)[..., 0]
    groups = [chosen == c for c in range(3)]
    sentences = [
        noise.standard_normal(e) for e in (white, *(white[g] for g in groups)) if len(e) > 200
    ]
    sentence = next((text for text in sentences if text is not None), None)
    if sentence is None:
        return None
    if away.abs().max() < 1e-6:
        return "no noise: all codes are means of the Gaussians"
    found = [z[g].T.cov() for g in groups if g.sum() > 200]
    for named, function in COVARIANCES.items():
        if len(found) == 3 and all(
            close(a, b, rtol=0.2) and not close(a, c, rtol=0.15)
            for a, b, c in zip(found, function(s.covariances), s.covariances, strict=True)
            if not close(b, c, rtol=0.25)
        ):
            return named
    shift, error = away.mean(0), away.std(0) / math.sqrt(len(z))
    if "mean 0" in sentence and (shift.abs() > rates.SIGMAS * error).any():
        by = " and ".join(f"{number:.1f}" for number in shift.tolist())
        return f"the codes lie beside the means, by about {by} on average"
    return f"around the means: {sentence}"


def counts_vary(function: Function, generator: torch.Generator, calls: int = 40) -> Verdict:
    """Whether few codes come from now more, now fewer of a Gaussian, and differ at all.

    The number of 6 codes that come from the first Gaussian is the same in all calls with a
    probability below 0.4 to the power of 39.
    """
    s = setting(generator)
    rates.state(3 * 0.45 ** (calls - 1))
    seen, previous = set(), torch.full((6, 2), torch.inf, dtype=torch.float64)
    for _ in range(calls):
        sentence, z = _codes(s, function, 6)
        if sentence is not None:
            return sentence
        if (z - previous).abs().max() < 1e-6:
            return "two calls give the same codes: is the seed set inside the function?"
        previous = z
        seen.add(tuple(torch.bincount(torch.cdist(z, s.means).argmin(1), minlength=3).tolist()))
    if len(seen) == 1:
        return "each Gaussian always gets the same number of codes; draw which one a code gets"
    return None


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether codes and images have the dtype and the device of ``means``."""
    given = setting(generator).arguments(4)
    return shapes(function, generator) or numbers.in_kind(function, *given, like="means")
