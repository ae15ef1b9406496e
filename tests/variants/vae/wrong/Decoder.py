"""Wrong ways of writing ``Decoder``, and what their messages say."""

EDITS = """
    return self.logits(torch.tanh(self.hidden(z))).sigmoid()
        # logits lies between 0 and 1; leave the sigmoid out
    return self.logits(self.hidden(z))  # tanh after the hidden layer is missing
    return self.logits(torch.tanh(self.hidden(z))), z
        # forward returns a tuple; return the logits alone
    return torch.bernoulli(self.logits(torch.tanh(self.hidden(z))).sigmoid())
        # changes from call to call
    return self.logits(torch.tanh(self.hidden(z)).detach())
        # no gradient reaches the parameter hidden
    pixels, latent = latent, pixels  # cannot be multiplied
    hidden = 64  # the width of the hidden layer is not the argument `hidden`
    self.hidden(z) -> self.hidden(z.flatten(1) if z.dim() > 1 else z[None])  # logits has shape
    torch.tanh(self.hidden(z)) -> torch.tanh(F.layer_norm(h := self.hidden(z), h.shape[-1:]))
        # the hidden layer is normalized before tanh
    return self.logits(torch.tanh(self.hidden(z))).clamp(-10, 10)  # the outputs are clamped at 10
"""
