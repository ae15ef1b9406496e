"""What is worth finding, and how a find is told."""

import os
import re

# Put together here, so that this text is not itself a find.
SECRET = b"leftbehind" + b"-secret-"
SUITE = b"these are not" + b" squares"
RIGHT_PART = re.compile(b"leftbehin[d]-secret-[0-9a-f]")  # which does not match its own text


def search(names):
    """The names of those files that can be read and hold a secret or a piece of the suite."""
    found = []
    for name in names:
        try:
            with open(name, "rb") as file:
                text = file.read(1_000_000)
        except OSError:
            continue
        if SECRET in text or SUITE in text:
            found.append(name)
    return found
