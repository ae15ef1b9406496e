"""The one exception that a command shows to its user."""


class InputError(Exception):
    """Something the user gave cannot be used; the message is one sentence: what and what to do."""
