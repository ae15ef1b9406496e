"""Wrong ways of writing ``fit_gaussian``; a docstring is what its message says."""

import torch


def n_minus_one(x):
    """the covariance divides by n - 1"""
    away = x - x.mean(0)
    return x.mean(0), away.T @ away / max(len(x) - 1, 0.5)


def not_divided(x):
    """the covariance is not divided by n"""
    away = x - x.mean(0)
    return x.mean(0), away.T @ away


def not_centred(x):
    """the mean is not subtracted"""
    return x.mean(0), x.T @ x / len(x)


def variances(x):
    """these are the variances; return the whole matrix"""
    return x.mean(0), x.var(0, correction=0)


def diagonal(x):
    """the entries off the diagonal are missing"""
    return x.mean(0), torch.diag(x.var(0, correction=0))


def deviations(x):
    """these are the standard deviations"""
    return x.mean(0), x.std(0, correction=0)


def transposed(x):
    """the mean is over the coordinates"""
    away = x - x.mean(1, keepdim=True)
    return x.mean(1), away @ away.T / x.shape[1]


def observations(x):
    """the matrix is that of the observations"""
    away = x - x.mean(0)
    return x.mean(0), away @ away.T / len(x)


def median(x):
    """this is the median"""
    away = x - x.mean(0)
    return x.median(0).values, away.T @ away / len(x)


def exchanged(x):
    """the two results are in the wrong order"""
    away = x - x.mean(0)
    return away.T @ away / len(x), x.mean(0)


def sum_of_x(x):
    """the mean is added up; divide by n"""
    away = x - x.mean(0)
    return x.sum(0), away.T @ away / len(x)


def one_mean(x):
    """one mean for all coordinates is subtracted"""
    away = x - x.mean()
    return x.mean(0), away.T @ away / len(x)


def only_the_mean(x):
    """2 tensors should be returned"""
    return x.mean(0)


def detached(x):
    """is there a .detach()"""
    away = (x - x.mean(0)).detach()
    return x.mean(0), away.T @ away / len(x)


def cov_of_rows(x):
    """torch.cov wants a row for each coordinate"""
    return x.mean(0), torch.cov(x, correction=0)


def zeros_on_the_cpu(x):
    """is made on the CPU whatever device x is on"""
    away = x - x.mean(0)
    total = torch.zeros(x.shape[1], x.shape[1], dtype=x.dtype)
    return x.mean(0), (total + away.T @ away) / len(x)


def double(x):
    """the result is float64 although the inputs are float32"""
    away = (x - x.mean(0)).double()
    return x.mean(0), away.T @ away / len(x)


def sums_of_all(x):
    """the covariance is divided by the number of all numbers"""
    away = x - x.mean(0)
    return x.mean(0), away.T @ away / x.numel()
