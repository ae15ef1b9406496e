"""The exercises of topic ``convolutional`` on pictures: colours, two terms, the bound, codes."""

import math

import torch
from torch import Tensor

from labsupport.checks.declaration import FAR, SIDES, Declaration
from labsupport.checks.inputs import Inputs

# --- recolour


def recolour(rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor) -> Tensor:
    """A matrix for each picture: grey stays, the rest is turned about the grey axis."""
    one = torch.eye(3, dtype=rgb.dtype, device=rgb.device)
    grey = torch.ones_like(one) / 3
    across = (one.roll(1, 0) - one.roll(-1, 0)) / 3**0.5
    cosine = hue.cos()[:, None, None]
    sine = hue.sin()[:, None, None]
    turned = cosine * (one - grey) + sine * across
    matrix = brightness[:, None, None] * (grey + saturation[:, None, None] * turned)
    return (matrix @ rgb.flatten(2)).reshape(rgb.shape)


def coloured(make: Inputs, batch: int, rows: int, columns: int) -> list[Tensor]:
    """Pictures without grey, turned to the left and to the right."""
    sign = 1 - 2 * (torch.arange(batch) % 2).to(make.dtype)
    return [
        make.uniform(0.1, 0.9, batch, 3, rows, columns),
        sign * make.uniform(0.3, 1.2, batch),
        make.uniform(0.4, 0.8, batch),
        make.uniform(1.2, 1.6, batch),
    ]


def colour_mistakes(
    rgb: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    return {
        "the brightness is added; it is a factor": (
            recolour(rgb, hue, saturation, torch.ones_like(hue)) + brightness[:, None, None, None]
        ),
        "the grey part is the mean over the picture; it is the mean of each pixel's three values": (
            _about(rgb, rgb.mean((1, 2, 3), keepdim=True), hue, saturation, brightness)
        ),
    }


def _about(
    rgb: Tensor, grey: Tensor, hue: Tensor, saturation: Tensor, brightness: Tensor
) -> Tensor:
    """`recolour` with another grey part."""
    rest = rgb - grey
    across = (rest.roll(1, 1) - rest.roll(-1, 1)) / 3**0.5
    cosine, sine, s, b = (
        each[:, None, None, None] for each in (hue.cos(), hue.sin(), saturation, brightness)
    )
    return b * (grey + s * (cosine * rest + sine * across))


RECOLOUR = Declaration(
    recolour,
    coloured,
    [(4, 2, 3), (1, 3, 1), (3, 1, 4)],
    edits={
        "the hue turns the other way round": "+ sine * across -> - sine * across",
        "the colours are not turned: the hue is missing": (
            "cosine * (one - grey) + sine * across -> one - grey"
        ),
        "the sine's part is missing": "+ sine * across ->",
        "the cosine's factor is missing": "cosine * (one - grey) -> (one - grey)",
        "sine and cosine are exchanged": (
            "cosine * (one - grey) + sine * across -> sine * (one - grey) + cosine * across"
        ),
        "the 1 / sqrt(3) is missing": "/ 3 ** 0.5 ->",
        "the saturation is missing": "saturation[:, None, None] * turned -> turned",
        "the saturation multiplies the grey part too; grey stays as it is": (
            "grey + saturation[:, None, None] * turned -> "
            "saturation[:, None, None] * (grey + turned)"
        ),
        "the saturation multiplies the grey part; it is for the rest": (
            "grey + saturation[:, None, None] * turned -> saturation[:, None, None] * grey + turned"
        ),
        "the grey part is missing in the sum": (
            "(grey + saturation[:, None, None] * turned) -> (saturation[:, None, None] * turned)"
        ),
        "the brightness is missing": "brightness[:, None, None] * ->",
        "the brightness divides; it multiplies": (
            "brightness[:, None, None] * (grey + saturation[:, None, None] * turned) -> "
            "(grey + saturation[:, None, None] * turned) / brightness[:, None, None]"
        ),
        "the brightness multiplies the grey part alone; it is for the whole sum": (
            "brightness[:, None, None] * (grey + saturation[:, None, None] * turned) -> "
            "brightness[:, None, None] * grey + saturation[:, None, None] * turned"
        ),
        "the hue is taken in degrees; it is in radians": (
            "cosine = hue.cos() -> cosine = hue.deg2rad().cos(); "
            "sine = hue.sin() -> sine = hue.deg2rad().sin()"
        ),
        "the whole colour is turned; its grey part stays, and what is turned is the rest": (
            "cosine * (one - grey) -> cosine * one"
        ),
        "the factors of saturation and brightness are exchanged": (
            "brightness[:, None, None] * (grey + saturation[:, None, None] * turned) -> "
            "saturation[:, None, None] * (grey + brightness[:, None, None] * turned)"
        ),
    },
    wrong=colour_mistakes,
)


# --- picture_log_likelihood


def picture_log_likelihood(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> Tensor:
    """Two normal log-densities, each with its variance."""
    constant = math.log(2 * math.pi)
    square_x = (x - mean_x) ** 2 * (-log_var[0]).exp()
    square_mask = (mask - mean_mask) ** 2 * (-log_var[1]).exp()
    of_x = -0.5 * (square_x + log_var[0] + constant).sum((1, 2, 3))
    of_mask = -0.5 * (square_mask + log_var[1] + constant).sum((1, 2, 3))
    return of_x + of_mask


def streams(make: Inputs, batch: int, rows: int, columns: int) -> list[Tensor]:
    """Pictures, masks, what streams make of them, and two variances."""
    shape, flat = (batch, 3, rows, columns), (batch, 1, rows, columns)
    return [
        make.uniform(0.0, 1.0, *shape),
        make.uniform(0.0, 1.0, *flat),
        make.uniform(0.0, 1.0, *shape),
        make.uniform(0.0, 1.0, *flat),
        torch.cat([make.uniform(0.3, 0.9, 1), make.uniform(-0.9, -0.3, 1)]),
    ]


def likelihood_mistakes(
    x: Tensor, mask: Tensor, mean_x: Tensor, mean_mask: Tensor, log_var: Tensor
) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    return {
        "the two variances are exchanged": picture_log_likelihood(
            x, mask, mean_x, mean_mask, log_var.flip(0)
        ),
        "the mask is multiplied into the picture first: x is compared where the mask is alone": (
            picture_log_likelihood(mask * x, mask, mask * mean_x, mean_mask, log_var)
        ),
    }


PICTURE_LOG_LIKELIHOOD = Declaration(
    picture_log_likelihood,
    streams,
    [(3, 2, 4), (1, 3, 3), (4, 1, 2)],
    edits={
        "the mask's term is missing": "of_x + of_mask -> of_x",
        "the picture's term is missing": "of_x + of_mask -> of_mask",
        "the mask's term is subtracted; both log-likelihoods are added": (
            "of_x + of_mask -> of_x - of_mask"
        ),
        "the two terms are multiplied: the logarithm of a product is a sum": (
            "of_x + of_mask -> of_x * of_mask"
        ),
        "the mask has the picture's variance; it has its own, log_var[1]": (
            "(-log_var[1]).exp() -> (-log_var[0]).exp(); "
            "square_mask + log_var[1] -> square_mask + log_var[0]"
        ),
        "the ½ is missing": "of_x = -0.5 * -> of_x = -1.0 *; of_mask = -0.5 * -> of_mask = -1.0 *",
        "it is multiplied by the variance; divide": (
            "(-log_var[0]).exp() -> log_var[0].exp(); (-log_var[1]).exp() -> log_var[1].exp()"
        ),
        "log_var is a logarithm: divide by its exponential": (
            "(-log_var[0]).exp() -> log_var[0] ** -1; (-log_var[1]).exp() -> log_var[1] ** -1"
        ),
        "log_var is taken for the logarithm of the standard deviation; it is the variance's": (
            "(-log_var[0]).exp() -> (-2 * log_var[0]).exp(); "
            "square_x + log_var[0] -> square_x + 2 * log_var[0]; "
            "(-log_var[1]).exp() -> (-2 * log_var[1]).exp(); "
            "square_mask + log_var[1] -> square_mask + 2 * log_var[1]"
        ),
        "the logarithm of the variance is missing: without it a large variance costs nothing": (
            "square_x + log_var[0] -> square_x; square_mask + log_var[1] -> square_mask"
        ),
        "log 2π is missing": "constant = math.log(2 * math.pi) -> constant = 0.0",
        "log 2π is counted once for each picture; every number has it": (
            "square_x + log_var[0] + constant -> square_x + log_var[0]; "
            "square_mask + log_var[1] + constant -> square_mask + log_var[1]; "
            "of_x + of_mask -> of_x + of_mask - 0.5 * constant"
        ),
        "log σ² is counted once for each picture; every number has it": (
            "square_x + log_var[0] + constant -> square_x + constant; "
            "square_mask + log_var[1] + constant -> square_mask + constant; "
            "of_x + of_mask -> of_x + of_mask - 0.5 * (log_var[0] + log_var[1])"
        ),
        "the error is not squared": (
            "(x - mean_x) ** 2 -> (x - mean_x).abs(); "
            "(mask - mean_mask) ** 2 -> (mask - mean_mask).abs()"
        ),
        "averaged over the numbers of a picture; add them up": (
            "(square_x + log_var[0] + constant).sum -> (square_x + log_var[0] + constant).mean; "
            "(square_mask + log_var[1] + constant).sum -> "
            "(square_mask + log_var[1] + constant).mean"
        ),
        "averaged over the batch as well; return one number for each picture": (
            "return of_x + of_mask -> return (of_x + of_mask).mean()"
        ),
        "this is a loss, minus the log-likelihood": (
            "return of_x + of_mask -> return -(of_x + of_mask)"
        ),
    },
    wrong=likelihood_mistakes,
    hard={
        FAR: lambda make: [
            [*streams(make, 2, 2, 3)[:4], torch.tensor(log_var).double()]
            for log_var in ([-17.0, 12.0], [12.0, -17.0])
        ]
    },
)


# --- style_bounds


def style_bounds(log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor) -> Tensor:
    """Sums over the pictures of a style, minus one divergence for each style."""
    number = torch.arange(len(mu), device=style.device)
    member = (style[:, None] == number).to(mu.dtype)
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 2 * log_sigma - 1).sum(-1)
    return log_likelihood @ member - kl


def some_styles(make: Inputs, batch: int, styles: int, latent: int) -> list[Tensor]:
    """Pictures of styles of which the first has most, and the last none."""
    style = torch.randint(max(styles - 1, 1), (batch,), generator=make.generator)
    style[: (batch + 1) // 2] = 0
    sign = 1 - 2 * (torch.arange(latent) % 2).to(make.dtype)
    return [
        -make.uniform(2.0, 5.0, batch),
        style,
        sign * make.uniform(0.4, 1.6, styles, latent),
        sign * make.uniform(0.2, 0.7, styles, latent),
    ]


def style_mistakes(
    log_likelihood: Tensor, style: Tensor, mu: Tensor, log_sigma: Tensor
) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    member = torch.nn.functional.one_hot(style, len(mu)).to(mu.dtype)
    count = member.sum(0)
    kl = 0.5 * (mu**2 + (2 * log_sigma).exp() - 2 * log_sigma - 1).sum(-1)
    sums = log_likelihood @ member
    replaced = torch.zeros_like(kl).index_put((style,), log_likelihood) - kl
    return {
        "the divergence is paid for every picture; one code serves all pictures of a style, so it "
        "is paid once": sums - count * kl,
        "the log-likelihoods are averaged over the pictures of a style; add them up": (
            sums / count.clamp(min=1) - kl
        ),
        "the divergence is divided by the number of pictures; it is subtracted whole, once": (
            sums - kl / count.clamp(min=1)
        ),
        "a style without pictures is 0; its divergence is paid all the same": (
            (sums - kl) * (count > 0)
        ),
        "of each style one picture counts alone: x[style] += y does not add up where an index "
        "comes twice; torch.index_add does": replaced,
        "one number for each picture; return one for each style": log_likelihood - kl[style],
        "the divergence of every style is subtracted from each; each pays its own": sums - kl.sum(),
        "every style gets all pictures' log-likelihoods; each has its own pictures": (
            log_likelihood.sum() - kl
        ),
        "one number for all styles; return one for each": (sums - kl).sum(),
    }


STYLE_BOUNDS = Declaration(
    style_bounds,
    some_styles,
    [(7, 3, 2), (4, 2, 1), (5, 1, 3), (6, 5, 4)],
    edits={
        "the divergence is added; subtract it": "@ member - kl -> @ member + kl",
        "the divergence is missing": "@ member - kl -> @ member",
        "the ½ of the divergence is missing": "0.5 * ->",
        "the constant of the divergence is missing": "- 2 * log_sigma - 1 -> - 2 * log_sigma",
        "mu is not squared": "mu ** 2 -> mu",
        "log_sigma is taken for the logarithm of the variance; it is that of σ": (
            "(2 * log_sigma).exp() - 2 * log_sigma - 1 -> log_sigma.exp() - log_sigma - 1"
        ),
        "σ is not squared: σ² is exp(2 log_sigma)": "(2 * log_sigma).exp() -> log_sigma.exp()",
        "log σ² is 2 log σ: the 2 is missing": "- 2 * log_sigma - 1 -> - log_sigma - 1",
        "log σ² is added; subtract it": "- 2 * log_sigma - 1 -> + 2 * log_sigma - 1",
        "the divergence is averaged over the latent dimensions; add them up": (
            ".sum(-1) -> .mean(-1)"
        ),
        "the sign of the whole is wrong": "return log_likelihood @ member - kl -> "
        "return kl - log_likelihood @ member",
    },
    wrong=style_mistakes,
    hard={
        FAR: lambda make: [
            [log_likelihood, style, 12 * mu, side * make.uniform(6.0, 9.0, 3, 2)]
            for side in SIDES
            for log_likelihood, style, mu, _ in [some_styles(make, 7, 3, 2)]
        ]
    },
)


# --- interpolate


def interpolate(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """A weighted mean for each step."""
    number = torch.arange(steps, dtype=start.dtype, device=start.device)
    share = (number / (steps - 1))[:, None, None]
    return (1 - share) * start + share * end


def some_codes(make: Inputs, batch: int, latent: int, steps: int) -> list:
    """Two batches of codes."""
    return [make.normal(batch, latent), make.normal(batch, latent), steps]


INTERPOLATE = Declaration(
    interpolate,
    some_codes,
    [(3, 4, 4), (1, 2, 2), (4, 1, 3), (5, 5, 7)],
    edits={
        "it does not arrive: of n codes the last has the share (n - 1) / (n - 1) = 1": (
            "/ (steps - 1) -> / steps"
        ),
        "the first is not the start: shares begin with 0": "number / (steps - 1) -> "
        "(number + 1) / steps",
        "start and end themselves are left out; they are the first and the last code": (
            "number / (steps - 1) -> (number + 1) / (steps + 1)"
        ),
        "start and end are exchanged": "(1 - share) * start + share * end -> "
        "(1 - share) * end + share * start",
        "the end is added whole: what is added to the start is a share of end - start": (
            "(1 - share) * start + share * end -> start + share * end"
        ),
        "the difference is added to the end; it belongs to the start": (
            "(1 - share) * start + share * end -> end + share * (end - start)"
        ),
        "the difference has the wrong sign": "(1 - share) * start + share * end -> "
        "start - share * (end - start)",
        "the batch comes first; the steps should": "return (1 - share) * start + share * end -> "
        "return ((1 - share) * start + share * end).transpose(0, 1)",
        "the shares are squared; the codes should be equally spaced": (
            "number / (steps - 1) -> (number / (steps - 1)) ** 2"
        ),
        "the way is bent, by sine and cosine; it is a straight line": (
            "(1 - share) * start + share * end -> "
            "(share * torch.pi / 2).cos() * start + (share * torch.pi / 2).sin() * end"
        ),
    },
)
