"""Wrong ways of writing ``wake_sleep``; a docstring is what its message says."""


def elbo(log_p, log_q, dream_log_q):
    """this is the gradient of the ELBO"""
    return log_p - log_q


def awake_recognition(log_p, log_q, dream_log_q):
    """the recognition model moves in the wake phase"""
    return log_p - log_q + dream_log_q - dream_log_q.detach()


def own_draws(log_p, log_q, dream_log_q):
    """the recognition model learns from its own draws"""
    phases = log_p + log_q
    return (log_p - log_q).detach() + phases - phases.detach()


def loss_in_sleep(log_p, log_q, dream_log_q):
    """the sleep phase has the wrong sign"""
    phases = log_p - dream_log_q
    return (log_p - log_q).detach() + phases - phases.detach()


def cut(log_p, log_q, dream_log_q):
    """no gradient can flow back"""
    return (log_p - log_q).detach()
