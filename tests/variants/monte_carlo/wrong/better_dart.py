"""Wrong ways of writing ``better_dart``, and what their messages say."""

EDITS = """
    return 4 * (u.square().sum(1) <= 1).to(u.dtype)  # this is a dart itself
    return torch.where((2 * u - 1).norm(dim=1) < 1, 4.0, 0.0).to(u.dtype)  # this is a dart itself
    return (u.square().sum(1) <= 1).to(u.dtype)  # whose mean is a quarter of pi
    return (1 - u[:, 0]**2).sqrt()  # the factor four is missing
    return 2 * (1 - u[:, 1]**2).sqrt()  # its mean is half of pi
    return 4 * (1 - u[:, 0]**2)  # this is four times the square of the height; take the root
    return 4 * (1 - u[:, 0]).sqrt()  # x is not squared
    return 4 * (1 + u[:, 0]**2).sqrt()  # so that one is subtracted
    return torch.full_like(u[:, 0], torch.pi)  # it is the same number for every draw
    return (4 * (1 - u[:, 0]**2).sqrt()).mean()
        # the result has shape (); it should have shape (50,)
    u = torch.rand_like(u)  # two calls with the same u differ
    return 2 * (1 - u[:, 0]**2).sqrt() + 2 * (1 - u[:, 0]**2).sqrt().mean()
        # the number of a row depends on other rows
    return 4 * (1 - u.square().sum(1)).sqrt()  # the root of a negative number
    return 3.2 * (u.square().sum(1) <= 1).to(u.dtype) + 0.8 * (1 - u[:, 0]**2).sqrt()
        # its mean is pi, but its variance is
    return 4 * (1 - u.square()).sqrt().sum(1)  # its mean over the square is 6.283
    return 4 * (u.square().sum(1) / 2).sqrt()  # its mean over the square is
"""
