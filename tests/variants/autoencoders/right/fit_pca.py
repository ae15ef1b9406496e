"""Other right ways of writing ``fit_pca``."""

import torch


def eigenvectors(x, latent):
    mean = x.sum(0) / len(x)
    away = x - mean
    values, vectors = torch.linalg.eigh(away.T @ away / len(x))
    return mean, vectors[:, values.argsort(descending=True)[:latent]].T


def old_svd(x, latent):
    mean = torch.mean(x, dim=0)
    _, _, v = torch.svd(x - mean)
    return [mean, -v[:, :latent].T.contiguous()]


def one_by_one(x, latent):
    mean = x.mean(0)
    rest, found = x - mean, []
    for _ in range(latent):
        direction = torch.linalg.svd(rest.double())[2][0].to(x.dtype)
        direction = direction / direction.norm()
        found.append(direction)
        rest = rest - torch.outer(rest @ direction, direction)
    basis = torch.stack(found).double()
    return mean, torch.linalg.svd(x.double() - x.double().mean(0))[2][: len(basis)].to(x.dtype)


def transposed(x, latent):
    mean = x.mean(0, keepdim=True)
    u, _, _ = torch.linalg.svd((x - mean).T, full_matrices=True)
    return mean[0], u.T[:latent]
