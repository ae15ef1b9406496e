"""What can go wrong with a submission while it is graded; each message is shown to its student."""


class GradingError(Exception):
    """An exercise earns no points for the reason that the message gives in one sentence."""


class NotWritten(GradingError):
    """The exercise is missing, still raises NotImplementedError, or was borrowed."""


class StudentError(GradingError):
    """The student's code raised an exception, or gave something that cannot be used."""


class TimeLimit(GradingError):
    """A call, or the whole submission, used more time than it may."""


class WorkerLost(GradingError):
    """The student's process ended, or what it sent makes no sense."""
