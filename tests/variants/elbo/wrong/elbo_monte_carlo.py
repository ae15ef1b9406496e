"""Wrong ways of writing ``elbo_monte_carlo``, and what their messages say."""

EDITS = """
    return (log_q - log_joint(x, z, weight, bias, noise_var)).mean(0)  # the sign is wrong
    .mean(0) -> .sum(0)  # summed over the k draws
    .mean(0) -> .mean()  # averaged over the batch
    .mean(0) ->  # take the mean over the k draws
    .sum(-1) - log_det -> .sum(-1)  # lacks the logarithm of the determinant
    .sum(-1) - log_det -> .sum(-1) + log_det  # the logarithm of the determinant with the wrong sign
    noise**2 + math.log(2 * math.pi) -> noise**2  # log q(z) lacks its constants
    z = (mean + (scale_tril @ noise[..., None])[..., 0]).detach()  # that of a reparameterized draw
    .mean(0) -> .mean(0).detach()  # no gradient can flow back
    return log_joint(x, z, weight, bias, noise_var).mean(0)  # log q(z) is missing
    scale_tril @ -> scale_tril.mT @  # the noise is multiplied by L transposed
    noise = torch.zeros(k, *mean.shape, dtype=mean.dtype)  # no noise: z is just the mean
    noise = torch.randn(k, 1, mean.shape[-1], dtype=x.dtype)
        # the same noise is used for the whole batch
    k = 1  # the k draws are all the same, or only one of them is used
    torch.manual_seed(0)  # two calls give the same noise
    .mean(0) -> .logsumexp(0) - math.log(k)  # this is log mean exp of log w
    noise = torch.randn(k, *mean.shape)  # for float64 inputs tensors of two dtypes meet
    noise = torch.randn(k, *mean.shape, dtype=mean.dtype)  # a tensor is made on the CPU
"""
