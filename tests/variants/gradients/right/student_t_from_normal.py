"""Other right ways of writing ``student_t_from_normal``."""

import torch


def divided(noise, chi_square, df, loc, scale):
    return loc + scale * (noise / (chi_square / df).sqrt())


def rsqrt(noise, chi_square, df, loc, scale):
    return torch.addcmul(loc, scale * noise, torch.rsqrt(chi_square / df))


def powers(noise, chi_square, df, loc, scale):
    return (noise * df**0.5 * chi_square**-0.5) * scale + loc
