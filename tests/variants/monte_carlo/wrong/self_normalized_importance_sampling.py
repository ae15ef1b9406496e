"""Wrong ways of writing ``self_normalized_importance_sampling``, and what their messages say."""

EDITS = """
    weights = torch.ones_like(x) / n  # the weights are missing
    weights = (log_p(x) - q.log_prob(x)).exp() / n  # the weights are not divided by their sum
    weights = torch.softmax(q.log_prob(x) - log_p(x), 0)  # the weights are upside down
    weights = (w := (log_p(x) - q.log_prob(x)).exp()) / w.sum()
        # exp overflows for a large constant
    return mean, values.std() / n**0.5  # this is the standard error of f without weights
    return mean, (weights * (values - mean)**2).sum().sqrt()
        # the weights belong inside of the square
    torch.manual_seed(0)  # is there a manual_seed in it?
    return mean, (n * weights * values).std() / n**0.5  # as if the weights had no noise
"""
