"""Wrong answers to student_t_from_normal."""

import torch
from torch import Tensor
from torch.distributions import Chi2


def sum_for_mean_of_squares(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """chi_square is not divided by df: right only for df 1."""
    return loc + scale * noise / torch.sqrt(chi_square)


def one_degree_less(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Divides by df - 1, as a sample variance does."""
    return loc + scale * noise / torch.sqrt(chi_square / (df - 1))


def loc_inside(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The moved normal is divided: loc is stretched by the chi-square noise."""
    return (loc + scale * noise) / torch.sqrt(chi_square / df)


def no_root(noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Divides by the mean square, without its root."""
    return loc + scale * noise * df / chi_square


def root_of_df_alone(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """The root covers df only, not chi_square."""
    return loc + scale * noise * torch.sqrt(df) / chi_square


def chi_square_of_its_own(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Draws the chi-square noise anew and ignores what was given: same law, other t."""
    fresh = Chi2(df + torch.zeros_like(noise)).rsample()
    return loc + scale * noise / torch.sqrt(fresh / df)


def standardized(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Makes scale the standard deviation where there is one, by sqrt((df - 2) / df)."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df > 2, ((df - 2).clamp(min=0.1) / df).sqrt(), 1) * t


def normal_from_thirty_on(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """For df of 30 and more takes the normal itself, as the tables in books say."""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df >= 30, noise, t)


def no_gradient_for_the_degrees(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """df is detached: the shape of the tails cannot be learned."""
    return loc + scale * noise * torch.sqrt(df.detach() / chi_square)


def small_chi_square_raised(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Keeps chi_square at 0.1 or more, which cuts off the tails."""
    return loc + scale * noise * torch.sqrt(df / chi_square.clamp(min=0.1))


def scale_as_a_variance(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """scale comes under the root: right only for scale 1."""
    return loc + noise * torch.sqrt(scale * df / chi_square)


def whole_degrees(
    noise: Tensor, chi_square: Tensor, df: Tensor, loc: Tensor, scale: Tensor
) -> Tensor:
    """Rounds df down to a whole number, though it may be any positive one."""
    whole = df + (df.floor() - df).detach()
    return loc + scale * noise * torch.sqrt(whole / chi_square)
