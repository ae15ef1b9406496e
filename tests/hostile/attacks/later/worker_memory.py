"""The worker's own code

The object that answers for the submission is found and made to answer as the attacker likes.

Earned: 1
Report: these are not squares|of a kind that cannot be checked
Wall: nothing that the worker says is a verdict
"""

import gc

from ..honest import double


def square(x):
    for found in gc.get_objects():
        if type(found).__name__ == "Worker":
            found.run = lambda function, args, kwargs: (
                function(*args, **kwargs) if function is double else True
            )
    return x
