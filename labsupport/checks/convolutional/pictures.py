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


RECOLOUR = Declaration(
    recolour,
    coloured,
    [(4, 2, 3), (1, 3, 1), (3, 1, 4)],
    edits="""
        + sine * across -> - sine * across  # the hue turns the other way round
        turned = one - grey  # the colours are not turned: the hue is missing
        + sine * across ->  # the sine's part is missing
        cosine * (one - grey) -> (one - grey)  # the cosine's factor is missing
        turned = sine * (one - grey) + cosine * across  # sine and cosine are exchanged
        / 3 ** 0.5 ->  # the 1 / sqrt(3) is missing
        saturation[:, None, None] * turned -> turned  # the saturation is missing
        grey + saturation[:, None, None] * turned -> saturation[:, None, None] * (grey + turned)
            # the saturation multiplies the grey part too; grey stays as it is
        grey + saturation[:, None, None] * turned -> saturation[:, None, None] * grey + turned
            # the saturation multiplies the grey part; it is for the rest
        grey + saturation -> saturation  # the grey part is missing in the sum
        brightness[:, None, None] * ->  # the brightness is missing
        matrix = (grey + saturation[:, None, None] * turned) / brightness[:, None, None]
            # the brightness divides; it multiplies
        matrix = brightness[:, None, None] * grey + saturation[:, None, None] * turned
            # the brightness multiplies the grey part alone; it is for the whole sum
        hue. => hue.deg2rad().  # the hue is taken in degrees; it is in radians
        cosine * (one - grey) -> cosine * one  # the whole colour is turned; its grey part stays,
            # and what is turned is the rest
        matrix = saturation[:, None, None] * (grey + brightness[:, None, None] * turned)
            # the factors of saturation and brightness are exchanged
        matrix = grey + saturation[:, None, None] * turned;
            reshape(rgb.shape) -> reshape(rgb.shape) + brightness[:, None, None, None]
            # the brightness is added; it is a factor
        grey = rgb.mean((1, 2, 3))[:, None, None]; turned = cosine * one + sine * across;
            (matrix @ rgb.flatten(2)) -> (brightness[:, None, None] * (grey + saturation[:, None,
            None] * (turned @ (rgb.flatten(2) - grey))))
            # the grey part is the mean over the picture; it is the mean of each pixel's three
            # values
    """,
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


PICTURE_LOG_LIKELIHOOD = Declaration(
    picture_log_likelihood,
    streams,
    [(3, 2, 4), (1, 3, 3), (4, 1, 2)],
    edits="""
        of_x + of_mask -> of_x  # the mask's term is missing
        of_x + of_mask -> of_mask  # the picture's term is missing
        return of_x - of_mask  # the mask's term is subtracted; both log-likelihoods are added
        return of_x * of_mask  # the two terms are multiplied: the logarithm of a product is a sum
        [1] => [0]  # the mask has the picture's variance; it has its own, log_var[1]
        0.5 => 1.0  # the ½ is missing
        (-log_var[0]).exp() -> log_var[0].exp(); (-log_var[1]).exp() -> log_var[1].exp()
            # it is multiplied by the variance; divide
        (-log_var[0]).exp() -> log_var[0] ** -1; (-log_var[1]).exp() -> log_var[1] ** -1
            # log_var is a logarithm: divide by its exponential
        log_var[ => 2 * log_var[  # log_var is taken for the logarithm of the standard deviation;
            # it is the variance's
        square_x + log_var[0] -> square_x; square_mask + log_var[1] -> square_mask
            # the logarithm of the variance is missing: without it a large variance costs nothing
        constant = 0.0  # log 2π is missing
        log_var[0] + constant -> log_var[0]; log_var[1] + constant -> log_var[1];
            of_x + of_mask -> of_x + of_mask - 0.5 * constant
            # log 2π is counted once for each picture; every number has it
        log_var[0] + constant -> constant; log_var[1] + constant -> constant;
            of_x + of_mask -> of_x + of_mask - 0.5 * (log_var[0] + log_var[1])
            # log σ² is counted once for each picture; every number has it
        **2 => .abs()  # the error is not squared
        sum => mean  # averaged over the numbers of a picture; add them up
        return (of_x + of_mask).mean()  # averaged over the batch as well;
            # return one number for each picture
        return -(of_x + of_mask)  # this is a loss, minus the log-likelihood
        log_var = log_var.flip(0)  # the two variances are exchanged
        x, mean_x = mask * x, mask * mean_x  # the mask is multiplied into the picture first:
            # x is compared where the mask is alone
    """,
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
    """Pictures in no order, of styles of which the first has most, and the last none."""
    style = torch.randint(max(styles - 1, 1), (batch,), generator=make.generator)
    style[batch // 2 :] = 0
    style[:2] = torch.tensor([max(styles - 2, 0), 0])
    sign = 1 - 2 * (torch.arange(latent) % 2).to(make.dtype)
    return [
        -make.uniform(2.0, 5.0, batch),
        style,
        sign * make.uniform(0.4, 1.6, styles, latent),
        sign * make.uniform(0.2, 0.7, styles, latent),
    ]


STYLE_BOUNDS = Declaration(
    style_bounds,
    some_styles,
    [(7, 3, 2), (4, 2, 1), (5, 1, 3), (6, 5, 4)],
    edits="""
        @ member - kl -> @ member + kl  # the divergence is added; subtract it
        @ member - kl -> @ member  # the divergence is missing
        0.5 * ->  # the ½ of the divergence is missing
        - 2 * log_sigma - 1 -> - 2 * log_sigma  # the constant of the divergence is missing
        mu ** 2 -> mu  # mu is not squared
        (2 * log_sigma).exp() - 2 * log_sigma - 1 -> log_sigma.exp() - log_sigma - 1
            # log_sigma is taken for the logarithm of the variance; it is that of σ
        (2 * log_sigma).exp() -> log_sigma.exp()  # σ is not squared: σ² is exp(2 log_sigma)
        - 2 * log_sigma - 1 -> - log_sigma - 1  # log σ² is 2 log σ: the 2 is missing
        - 2 * log_sigma - 1 -> + 2 * log_sigma - 1  # log σ² is added; subtract it
        .sum(-1) -> .mean(-1)  # the divergence is averaged over the latent dimensions; add them up
        return kl - log_likelihood @ member  # the sign of the whole is wrong
        return log_likelihood @ member - member.sum(0) * kl  # the divergence is paid for every
            # picture; one code serves all pictures of a style, so it is paid once
        return log_likelihood @ member / member.sum(0).clamp(min=1) - kl
            # the log-likelihoods are averaged over the pictures of a style; add them up
        return log_likelihood @ member - kl / member.sum(0).clamp(min=1)
            # the divergence is divided by the number of pictures; it is subtracted whole, once
        return (log_likelihood @ member - kl) * (member.sum(0) > 0)
            # a style without pictures is 0; its divergence is paid all the same
        return torch.zeros_like(kl).index_put((style,), log_likelihood) - kl  # of each style one
            # picture counts alone: x[style] += y does not add up where an index comes twice;
            # torch.index_add does
        return log_likelihood - kl[style]  # one number for each picture; return one for each style
        return log_likelihood @ member - kl.sum()
            # the divergence of every style is subtracted from each; each pays its own
        return log_likelihood.sum() - kl  # every style gets all pictures' log-likelihoods;
            # each has its own pictures
        return torch.stack([part.sum() for part in log_likelihood.split(member.sum(0).int()
            .tolist())]) - kl  # the batch is cut into pieces as if it came style by style
        return (log_likelihood @ member - kl).sum()  # one number for all styles;
            # return one for each
    """,
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
    edits="""
        / (steps - 1) -> / steps  # it does not arrive:
            # of n codes the last has the share (n - 1) / (n - 1) = 1
        number / (steps - 1) -> (number + 1) / steps  # the first is not the start:
            # shares begin with 0
        number / (steps - 1) -> (number + 1) / (steps + 1)  # start and end themselves are left out;
            # they are the first and the last code
        return (1 - share) * end + share * start  # start and end are exchanged
        return start + share * end  # the end is added whole:
            # what is added to the start is a share of end - start
        return end + share * (end - start)  # the difference is added to the end;
            # it belongs to the start
        return start - share * (end - start)  # the difference has the wrong sign
        return ((1 - share) * start + share * end).transpose(0, 1)  # the batch comes first;
            # the steps should
        number / (steps - 1) -> (number / (steps - 1)) ** 2  # the shares are squared;
            # the codes should be equally spaced
        return (share * torch.pi / 2).cos() * start + (share * torch.pi / 2).sin() * end
            # the way is bent, by sine and cosine; it is a straight line
    """,
)
