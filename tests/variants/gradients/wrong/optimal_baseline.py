"""Wrong ways of writing ``optimal_baseline``; a docstring is what its message says."""


def _leave_out(table):
    return table.sum(0) - table


def knows_its_draw(values, scores):
    """the baseline knows its own draw, so it is not independent of it"""
    squares = scores**2
    return ((values[:, None] * squares).sum(0) / squares.sum(0)).expand_as(scores)


def one_for_all(values, scores):
    """one baseline for all the draws knows each of them"""
    squares = scores**2
    return (values[:, None] * squares).sum(0) / squares.sum(0)


def mean_of_the_others(values, scores):
    """this is the mean of the other f; weight each with its squared score"""
    return ((values.sum() - values) / (len(values) - 1))[:, None].expand_as(scores)


def left_out_above_only(values, scores):
    """the sum above leaves the own draw out, the sum below does not"""
    return _leave_out(values[:, None] * scores**2) / (scores**2).sum(0)


def one_for_both_parameters(values, scores):
    """each parameter has a baseline of its own"""
    squares = (scores**2).sum(-1, keepdim=True)
    return (_leave_out(values[:, None] * squares) / _leave_out(squares)).expand_as(scores)


def estimate(values, scores):
    """this is the estimate itself; return the baseline alone"""
    squares = scores**2
    baseline = _leave_out(values[:, None] * squares) / _leave_out(squares)
    return (values[:, None] - baseline) * scores


def regression(values, scores):
    """Cov(f s, s) / Var(s) from all the draws knows its own draw"""
    deviation = scores - scores.mean(0)
    return (deviation * values[:, None] * scores).sum(0) / deviation.square().sum(0)


def detached(values, scores):
    """no gradient can flow back"""
    squares = scores.detach() ** 2
    return _leave_out(values.detach()[:, None] * squares) / _leave_out(squares)


def scores_detached(values, scores):
    """no gradient reaches scores"""
    squares = scores.detach() ** 2
    return _leave_out(values[:, None] * squares) / _leave_out(squares)
