"""Wrong ways of writing ``elbo``, and what their messages say."""

from torch.distributions import Normal

from solutions.vae import bernoulli_log_likelihood

EDITS = """
    logits = decoder(mu)  # there is no noise: the decoder gets mu
    logits = decoder(mu + (0.5 * log_var).exp() * torch.randn(mu.shape[-1]))
        # all images share the same noise
    logits = decoder(mu + (0.5 * log_var).exp() * torch.randn(len(mu), 1))
        # the latent dimensions of an image share one number of noise
    logits = decoder(mu + log_var.exp() * torch.randn_like(mu))  # exp(log_var) is the variance
    mu, log_var = torch.no_grad()(encoder)(x)  # no gradient reaches the encoder
    logits = decoder(reparameterize(mu, log_var).detach())
        # the gradient with respect to the encoder is wrong: is z detached?
    torch.manual_seed(0)  # two calls give the same noise
    logits = decoder(reparameterize(mu, log_var.detach()))  # does not go through z
"""


def estimated_kl(encoder, decoder, x):
    """do not estimate it from z"""
    mu, log_var = encoder(x)
    q = Normal(mu, (0.5 * log_var).exp())
    z = q.rsample()
    kl = (q.log_prob(z) - Normal(0.0, 1.0).log_prob(z)).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) - kl
