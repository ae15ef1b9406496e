"""Wrong ways of writing ``wake_sleep``; a docstring is what its message says."""


def elbo(log_p, log_q, dream_log_q):
    """this is the gradient of the ELBO"""
    return log_p - log_q


def cut(log_p, log_q, dream_log_q):
    """no gradient can flow back"""
    return (log_p - log_q).detach()
