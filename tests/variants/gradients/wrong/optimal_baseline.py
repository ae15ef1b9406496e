"""Wrong ways of writing ``optimal_baseline``; a docstring is what its message says."""


def _leave_out(table):
    return table.sum(0) - table


def knows_its_draw(values, scores):
    """the baseline knows its own draw, so it is not independent of it"""
    squares = scores**2
    return ((values[:, None] * squares).sum(0) / squares.sum(0)).expand_as(scores)


def estimate(values, scores):
    """this is the estimate itself; return the baseline alone"""
    squares = scores**2
    baseline = _leave_out(values[:, None] * squares) / _leave_out(squares)
    return (values[:, None] - baseline) * scores


def detached(values, scores):
    """no gradient can flow back"""
    squares = scores.detach() ** 2
    return _leave_out(values.detach()[:, None] * squares) / _leave_out(squares)


def scores_detached(values, scores):
    """no gradient reaches scores"""
    squares = scores.detach() ** 2
    return _leave_out(values[:, None] * squares) / _leave_out(squares)
