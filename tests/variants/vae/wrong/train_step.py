"""Wrong ways of writing ``train_step``; a docstring is what its message says."""

from solutions.vae import elbo


def no_zero_grad(encoder, decoder, optimizer, x):
    """call optimizer.zero_grad() first"""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def no_backward(encoder, decoder, optimizer, x):
    """the parameters do not change"""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    optimizer.step()
    return loss.item()


def cleared_before_the_step(encoder, decoder, optimizer, x):
    """the parameters do not change"""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def maximizes_loss(encoder, decoder, optimizer, x):
    """this is the mean ELBO; the loss is its negative"""
    optimizer.zero_grad()
    loss = elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def returns_tensor(encoder, decoder, optimizer, x):
    """return loss.item()"""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss


def loss_after_the_step(encoder, decoder, optimizer, x):
    """this is the loss after the step"""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return -elbo(encoder, decoder, x).mean().item()


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


def decoder_only(encoder, decoder, optimizer, x):
    """the encoder does not change"""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    encoder.zero_grad()
    optimizer.step()
    return loss.item()
