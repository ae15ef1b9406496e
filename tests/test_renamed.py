"""An answer whose cell has got another name keeps no old tick."""

import types

import pytest

from labsupport.checks import compare
from labsupport.checks.renamed import executed, renamed

ANSWER = '''
def gaussian_kl(mu, log_var):
    """KL divergence to the standard normal."""
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)
'''
OTHER_NAME = ANSWER.replace("gaussian_kl(", "kl(").replace("0.5 *", "0.7 *")
WITHOUT_TEXT = """
def kl(mu, log_var):
    variance = log_var.exp()
    terms = mu**2 + variance - 1 - log_var
    return 0.5 * terms.sum(-1)
"""
TICK = "check.gaussian_kl(gaussian_kl)"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["", ANSWER, TICK], None),
        (["", ANSWER, TICK, OTHER_NAME, TICK], "kl"),
        (["", ANSWER, OTHER_NAME, ANSWER, TICK], None),  # it ran again
        (["", ANSWER, "%matplotlib inline", "kl = 3", TICK], None),
        (["", ANSWER, "def loss(x):\n    return -elbo(x).mean()", TICK], None),
        (["", ANSWER + OTHER_NAME, TICK], None),  # both in one cell
        (["", ANSWER, OTHER_NAME.replace("kl(", "reparameterize("), TICK], None),  # an exercise
        (["", WITHOUT_TEXT.replace("kl(", "gaussian_kl("), WITHOUT_TEXT, TICK], "kl"),
        ([TICK], None),
    ],
)
def test_the_history_of_cells_tells_what_was_renamed(cells, expected):
    assert renamed("gaussian_kl", cells, {"gaussian_kl", "reparameterize"}) == expected


def test_there_is_no_history_outside_of_ipython(monkeypatch):
    monkeypatch.delitem(compare.sys.modules, "IPython", raising=False)
    assert executed() == []
    fake = types.SimpleNamespace(get_ipython=lambda: None)
    monkeypatch.setitem(compare.sys.modules, "IPython", fake)
    assert executed() == []


def test_the_check_of_a_renamed_answer_says_so(monkeypatch, capsys):
    shell = types.SimpleNamespace(user_ns={"In": ["", ANSWER, TICK, OTHER_NAME, TICK]})
    fake = types.SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(compare.sys.modules, "IPython", fake)
    names = {"__name__": "__main__"}
    exec(ANSWER, names)

    @compare.public
    def gaussian_kl(function):
        return None

    gaussian_kl(names["gaussian_kl"])
    assert capsys.readouterr().out == (
        "✗ gaussian_kl: this checks the old definition; the cell now defines kl: "
        "name it gaussian_kl again (or run it again)\n"
    )
    shell.user_ns["In"].append(ANSWER)
    gaussian_kl(names["gaussian_kl"])
    assert capsys.readouterr().out == "✓ gaussian_kl\n"
