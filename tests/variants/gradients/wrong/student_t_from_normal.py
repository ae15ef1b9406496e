"""Wrong ways of writing ``student_t_from_normal``; a docstring is what its message says."""

import torch


def no_root(noise, chi_square, df, loc, scale):
    """`sqrt` of `df / chi_square` is missing"""
    return loc + scale * noise / (chi_square / df)


def no_df(noise, chi_square, df, loc, scale):
    """the result does not depend on df"""
    return loc + scale * noise / chi_square.sqrt() * torch.ones_like(df)


def scale_as_variance(noise, chi_square, df, loc, scale):
    """`scale` is replaced by its root"""
    return loc + scale.sqrt() * noise * (df / chi_square).sqrt()


def df_detached(noise, chi_square, df, loc, scale):
    """no gradient reaches df"""
    return loc + scale * noise * (df.detach() / chi_square).sqrt()


def normal_for_large_df(noise, chi_square, df, loc, scale):
    """chi_square"""
    t = noise / torch.sqrt(chi_square / df)
    return loc + scale * torch.where(df >= 30, noise, t)
