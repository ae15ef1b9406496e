"""Verdicts on ``sample_mixture`` of topic ``autoencoders``.

The Gaussians lie so far apart that each code shows which one it came from. Each statistical verdict
states how often it fails a right answer (`labsupport.checks.rates`).
"""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.formula import Function
from labsupport.checks.parts import hinted, listed

RESULTS = ("the codes", "the images")
SAME = "two calls give the same codes: is the seed set inside the function?"


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

    def draw(self, function: Function, n: int) -> Any:
        """What the function returns."""
        return function(self.decode, self.weights, self.means, self.covariances, n)


def setting(generator: torch.Generator, dtype: torch.dtype = torch.float64) -> Setting:
    """Weights far from equal, means 60 standard deviations apart, tilted covariances."""
    swing = 0.1 * torch.rand(2, generator=generator, dtype=torch.float64)
    weights = torch.tensor([0.5, 0.35, 0.15], dtype=torch.float64)
    weights = weights + torch.cat([swing, -swing.sum(0, keepdim=True)]) / 4
    means = torch.tensor([[90.0, -20.0], [-60.0, 100.0], [-80.0, -90.0]], dtype=torch.float64)
    means = means + torch.randn(3, 2, generator=generator, dtype=torch.float64)
    factor = torch.tensor(
        [[[2.0, 0.0], [1.5, 0.6]], [[0.5, 0.0], [-0.6, 1.4]], [[1.2, 0.0], [0.9, 0.4]]],
        dtype=torch.float64,
    )
    covariances = factor @ factor.mT
    to_pixels = torch.randn(2, 4, generator=generator, dtype=torch.float64)
    return Setting(*(t.to(dtype) for t in (weights, means, covariances, to_pixels)))


def shapes(function: Function, generator: torch.Generator, dtype: torch.dtype, n: int) -> Verdict:
    """Whether codes and images of the right shapes and dtypes come back, and belong together."""
    return _shapes(setting(generator, dtype), function, n)[0]


def _shapes(s: Setting, function: Function, n: int) -> tuple[Verdict, Tensor]:
    nothing = torch.empty(0)
    try:
        result = s.draw(numbers.forgiving(function), n)
    except Exception:
        hint = hinted(function, s.decode, s.weights, s.means, s.covariances, n)
        if hint is None:
            raise
        return hint, nothing
    sentence = listed(result, RESULTS)
    if sentence is not None:
        return sentence, nothing
    z, images = result
    wanted = torch.zeros(n, 2, dtype=s.means.dtype)
    if z.is_floating_point() and z.shape == wanted.shape and z.isfinite().all():
        wanted = z.detach().to(wanted)  # the numbers are judged below
    sentence = compare(z, wanted)
    if sentence is not None:
        if isinstance(z, Tensor) and z.shape == (n, 4) and images.shape == (n, 2):
            return "the two results are in the wrong order: first the codes, then the images", z
        return f"the codes: {sentence}", nothing
    if z.requires_grad:
        return "the codes are draws, and carry no gradient: use .sample()", nothing
    right = s.decode(z)
    wrong = {
        "this is the code; give it to the decoder": z,
        "decoded is something else than the codes that are returned: draw once": torch.full_like(
            right, torch.nan
        ),
    }
    sentence = compare(images, right, wrong)
    if sentence == DIFFER:
        sentence = "they are not decoder(z) of the codes that are returned: draw z once"
    return sentence and f"the images: {sentence}", z.double()


def distribution(function: Function, generator: torch.Generator, n: int = 2400) -> Verdict:
    """Whether the codes are independent draws from the mixture."""
    s = setting(generator)
    sentence, z = _shapes(s, function, n)
    if sentence is not None:
        return sentence
    distance, chosen = torch.cdist(z, s.means).min(1)
    if distance.max() > 60:
        return _far(s, z)
    return _gaussians(s, z, chosen) or _components(s, chosen)


def _far(s: Setting, z: Tensor) -> str:
    """What is wrong with codes that come from none of the Gaussians."""
    middle, centre = s.weights @ s.means, z.mean(0)
    if (z - centre).norm(dim=1).max() < 60:
        if (centre - middle).norm() < centre.norm():
            return (
                "the codes lie around the mean of the means: draw one Gaussian for each code, "
                "do not average them"
            )
        return "the codes lie around 0: are the means added?"
    for sentence, moved in {
        "the sign of the codes is wrong": -z,
        "the codes are doubled": z / 2,
        "the codes are halved": 2 * z,
        "the coordinates of the codes are exchanged": z.flip(-1),
    }.items():
        if torch.cdist(moved, s.means).min(1).values.max() < 60:
            return sentence
    return "the codes are far away from every mean of the mixture"


def _components(s: Setting, chosen: Tensor) -> Verdict:
    """Whether the Gaussians are drawn independently with the weights."""
    n, counts = len(chosen), torch.bincount(chosen, minlength=3).double()
    if counts.max() == n:
        return "all codes come from the same Gaussian; draw one for each code"
    for count, weight in zip(counts, s.weights.tolist(), strict=True):
        rate = rates.share(n, weight)
        if not noise.within((count - n * weight) / math.sqrt(n * weight * (1 - weight)), rate):
            if (counts / n - 1 / 3).abs().max() < 0.05:
                return "the Gaussians are drawn with equal probabilities; use the weights"
            return "the Gaussians are not drawn with the probabilities `weights`"
    same = float(s.weights.square().sum())
    for start in (0, 1):  # pairs of neighbours without a common member
        first, second = chosen[start : n - 2 : 2], chosen[start + 1 : n - 1 : 2]
        pairs = min(len(first), len(second))
        share = (first[:pairs] == second[:pairs]).double().mean() - same
        score = share * math.sqrt(pairs) / math.sqrt(same * (1 - same))
        if not noise.within(score, rates.share(pairs, same)):
            return (
                "the codes come in the order of their Gaussians, or in blocks: draw the Gaussian "
                "of each code by itself"
            )
    return None


def _gaussians(s: Setting, z: Tensor, chosen: Tensor) -> Verdict:
    """Whether the codes of each Gaussian have its mean and covariance."""
    factor = torch.linalg.cholesky(s.covariances)
    away = (z - s.means[chosen])[..., None]
    white = torch.linalg.solve_triangular(factor[chosen], away, upper=False)[..., 0]
    groups = [white[chosen == c] for c in range(3)]
    sentences = [noise.standard_normal(e) for e in (white, *groups) if len(e) > 200]
    sentence = next((text for text in sentences if text is not None), None)
    if sentence is None:
        return None
    if away.abs().max() < 1e-6:
        return "no noise: all codes are means of the Gaussians"
    named = _covariance_mistake(s, z, chosen)
    if named is not None:
        return named
    shift, error = away[..., 0].mean(0), away[..., 0].std(0) / math.sqrt(len(z))
    if "mean 0" in sentence and (shift.abs() > rates.SIGMAS * error).any():
        by = " and ".join(f"{number:.1f}" for number in shift.tolist())
        return f"the codes lie beside the means, by about {by} on average"
    return f"around the means: {sentence}"


def _covariance_mistake(s: Setting, z: Tensor, chosen: Tensor) -> Verdict:
    factor = torch.linalg.cholesky(s.covariances)
    diagonal = torch.diag_embed(s.covariances.diagonal(dim1=1, dim2=2))
    identity = torch.eye(2, dtype=z.dtype).expand(3, 2, 2)
    first = s.covariances[:1].expand(3, 2, 2)
    average = (s.weights[:, None, None] * s.covariances).sum(0).expand(3, 2, 2)
    candidates = {
        "the covariances are not used: the codes spread by 1 in every direction": identity,
        "the noise is multiplied by the covariance; multiply by its Cholesky factor": s.covariances
        @ s.covariances,
        "only the diagonals of the covariances are used": diagonal,
        "the diagonals are used as if they were standard deviations": diagonal @ diagonal,
        "the Cholesky factor is transposed": factor.mT @ factor,
        "the codes of every Gaussian have the covariance of the first": first,
        "the codes of every Gaussian have the same covariance": average,
        "the noise is uniform, or its variance is 1/12: draw it with torch.randn": s.covariances
        / 12,
        "the covariances are doubled": 2 * s.covariances,
        "the covariances are halved": s.covariances / 2,
        "the inverses of the covariances are used": s.covariances.inverse(),
        "the factor is applied twice": factor @ factor @ (factor @ factor).mT,
    }
    found = [z[chosen == c].T.cov() for c in range(3) if (chosen == c).sum() > 200]
    for sentence, wrong in candidates.items():
        if len(found) == 3 and all(
            close(a, b, rtol=0.2) and not close(a, c, rtol=0.15)
            for a, b, c in zip(found, wrong, s.covariances, strict=True)
            if not close(b, c, rtol=0.25)
        ):
            return sentence
    return None


def counts_vary(function: Function, generator: torch.Generator, calls: int = 40) -> Verdict:
    """Whether few codes come from now more, now fewer of a Gaussian, and differ at all.

    The number of 6 codes that come from the first Gaussian is the same in all calls with a
    probability below 0.4 to the power of 39.
    """
    s = setting(generator)
    seen, previous = set(), None
    rates.state(3 * 0.45 ** (calls - 1))
    for _ in range(calls):
        sentence, z = _shapes(s, function, 6)
        if sentence is not None:
            return sentence
        if previous is not None and bool((z - previous).abs().max() < 1e-6):
            return SAME
        previous = z
        seen.add(tuple(torch.bincount(torch.cdist(z, s.means).argmin(1), minlength=3).tolist()))
    if len(seen) == 1:
        return "each Gaussian always gets the same number of codes; draw which one a code gets"
    return None


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether codes and images have the dtype and the device of ``means``."""
    s = setting(generator)
    given = (s.decode, s.weights, s.means, s.covariances, 4)
    return shapes(function, generator, torch.float64, 4) or numbers.in_kind(
        function, *given, like="means"
    )


def every(function: Function, generator: torch.Generator) -> Verdict:
    """All of them, for the public check."""
    return (
        shapes(function, generator, torch.float32, 3)
        or shapes(function, generator, torch.float64, 1)
        or distribution(function, generator)
        or counts_vary(function, generator)
        or kind(function, generator)
    )
