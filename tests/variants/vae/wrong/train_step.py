"""Wrong ways of writing ``train_step``, and what their messages say."""

from solutions.vae import elbo

EDITS = """
    optimizer.zero_grad() ->  # call optimizer.zero_grad() first
    loss.backward() ->  # the parameters do not change
    optimizer.step() -> optimizer.zero_grad(), optimizer.step()  # the parameters do not change
    loss = elbo(encoder, decoder, x).mean()  # this is the mean ELBO; the loss is its negative
    return loss  # return loss.item()
    return -elbo(encoder, decoder, x).mean().item()  # this is the loss after the step
    optimizer.step() -> encoder.zero_grad(), optimizer.step()  # the encoder does not change
"""


def two_steps(encoder, decoder, optimizer, x):
    """the parameters do not change by one step"""
    losses = []
    for _ in range(2):
        optimizer.zero_grad()
        loss = -elbo(encoder, decoder, x).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[0]
