"""Wrong ways of writing ``better_dart``; a docstring is what its message says."""

import math

import torch


def a_dart(u):
    """this is a dart itself"""
    return 4 * (u.square().sum(1) <= 1).to(u.dtype)


def a_dart_on_the_whole_square(u):
    """this is a dart itself"""
    return torch.where((2 * u - 1).norm(dim=1) < 1, 4.0, 0.0).to(u.dtype)


def the_share(u):
    """whose mean is a quarter of pi"""
    return (u.square().sum(1) <= 1).to(u.dtype)


def the_height(u):
    """the factor four is missing"""
    return (1 - u[:, 0] ** 2).sqrt()


def half_a_circle(u):
    """its mean is half of pi"""
    return 2 * (1 - u[:, 1] ** 2).sqrt()


def no_root(u):
    """this is four times the square of the height; take the root"""
    return 4 * (1 - u[:, 0] ** 2)


def not_squared(u):
    """x is not squared"""
    return 4 * (1 - u[:, 0]).sqrt()


def added(u):
    """so that one is subtracted"""
    return 4 * (1 + u[:, 0] ** 2).sqrt()


def the_answer(u):
    """it is the same number for every draw"""
    return torch.full_like(u[:, 0], math.pi)


def averaged(u):
    """the result has shape (); it should have shape (50,)"""
    return (4 * (1 - u[:, 0] ** 2).sqrt()).mean()


def other_draws(u):
    """two calls with the same u differ"""
    return 4 * (1 - torch.rand_like(u[:, 0]) ** 2).sqrt()


def pulled_to_the_average(u):
    """the number of a row depends on other rows"""
    values = 4 * (1 - u[:, 0] ** 2).sqrt()
    return 0.5 * (values + values.mean())


def both_coordinates_under_one_root(u):
    """the root of a negative number"""
    return 4 * (1 - u.square().sum(1)).sqrt()


def still_too_wide(u):
    """its mean is pi, but its variance is"""
    dart = 4 * (u.square().sum(1) <= 1).to(u.dtype)
    return 0.8 * dart + 0.2 * 4 * (1 - u[:, 0] ** 2).sqrt()


def sum_of_both(u):
    """its mean over the square is 6.283"""
    return 4 * (1 - u.square()).sqrt().sum(1)


def of_the_diagonal(u):
    """its mean over the square is"""
    return 4 * (u.square().sum(1) / 2).sqrt()
