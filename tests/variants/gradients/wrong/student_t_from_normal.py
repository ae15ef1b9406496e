"""Wrong ways of writing ``student_t_from_normal``; a docstring is what its message says."""

import torch


def no_root(noise, chi_square, df, loc, scale):
    """the root is missing"""
    return loc + scale * noise / (chi_square / df)


def multiplied(noise, chi_square, df, loc, scale):
    """it is multiplied by sqrt(chi_square / df); divide by it"""
    return loc + scale * noise * (chi_square / df).sqrt()


def no_df(noise, chi_square, df, loc, scale):
    """chi_square is not divided by df"""
    return loc + scale * noise / chi_square.sqrt() * torch.ones_like(df)


def gaussian(noise, chi_square, df, loc, scale):
    """chi_square"""
    return loc + scale * noise * torch.ones_like(chi_square)


def no_noise(noise, chi_square, df, loc, scale):
    """the noise is not used"""
    return loc + scale * (df / chi_square).sqrt()


def df_minus_one(noise, chi_square, df, loc, scale):
    """df - 1 stands where df belongs"""
    return loc + scale * noise * ((df - 1) / chi_square).sqrt()


def root_of_df_only(noise, chi_square, df, loc, scale):
    """only df is under the root, not chi_square"""
    return loc + scale * noise * df.sqrt() / chi_square


def loc_divided(noise, chi_square, df, loc, scale):
    """loc is divided by sqrt(chi_square / df) too"""
    return (loc + scale * noise) * (df / chi_square).sqrt()


def no_loc(noise, chi_square, df, loc, scale):
    """loc is missing"""
    return scale * noise * (df / chi_square).sqrt() + 0 * loc


def no_scale(noise, chi_square, df, loc, scale):
    """scale is missing"""
    return loc + noise * (df / chi_square).sqrt()


def scale_as_variance(noise, chi_square, df, loc, scale):
    """the square root of scale is taken"""
    return loc + scale.sqrt() * noise * (df / chi_square).sqrt()


def f_variable(noise, chi_square, df, loc, scale):
    """that is an F variable"""
    return loc + scale * noise**2 / (chi_square / df)


def loc_subtracted(noise, chi_square, df, loc, scale):
    """loc is subtracted; add it"""
    return scale * noise * (df / chi_square).sqrt() - loc


def df_detached(noise, chi_square, df, loc, scale):
    """no gradient reaches df"""
    return loc + scale * noise * (df.detach() / chi_square).sqrt()


def chi_square_detached(noise, chi_square, df, loc, scale):
    """no gradient reaches chi_square"""
    return loc + scale * noise * (df / chi_square.detach()).sqrt()


def normal_for_large_df(noise, chi_square, df, loc, scale):
    """chi_square"""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df >= 30, noise, t)
