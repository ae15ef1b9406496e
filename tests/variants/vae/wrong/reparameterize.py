"""Wrong ways of writing ``reparameterize``, and what their messages say."""

EDITS = """
    0.5 * log_var -> 0.5 * log_var.detach()
        # no gradient reaches log_var: is the standard deviation detached?
    return torch.distributions.Normal(mu, (0.5 * log_var).exp()).sample()  # draw with .rsample()
    torch.randn_like(mu) -> torch.randn_like(mu[..., :1, :] if mu.dim() > 2 else mu)
        # the noise of some entries depends on that of others
    torch.randn_like(mu) -> torch.randn(())  # the same noise is used for the whole batch
    torch.randn_like(mu) -> torch.randn(mu.shape, generator=torch.Generator().manual_seed(0))
        # two calls give the same noise
    torch.randn_like(mu) -> (torch.rand_like(mu) - 0.5) * 12**0.5  # the noise is not Gaussian
    torch.exp(0.5 * log_var) -> F.softplus(log_var + 1)  # the draws do not have the right variance
    return torch.normal(mu, (0.5 * log_var).exp())  # torch.normal(mean, std) cuts it
    torch.randn_like(mu) -> torch.randn(mu.shape)
        # a tensor is made on the CPU whatever device mu is on
    torch.randn_like(mu) -> torch.randn_like(mu, dtype=torch.float64)
        # the result is float64 although the inputs are float32
"""
