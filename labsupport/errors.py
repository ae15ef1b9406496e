"""The exceptions that a command shows to its user, as one sentence and an exit status."""


class InputError(Exception):
    """Something the user gave cannot be used; the message is one sentence: what and what to do."""

    status = 2


class IncompleteError(Exception):
    """A command was stopped, or could not do all of its work; the message is one sentence."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status
