"""Before a class is graded, a teacher hears what protects the machine and what does not."""

import pytest

from labsupport.grading import doctor, sandbox
from labsupport.grading.sandbox import Protection


def standing(monkeypatch, *names):
    monkeypatch.setattr(sandbox.Launcher, "protection", lambda self: Protection(names))


def test_every_wall_that_can_be_put_up_is_named(monkeypatch):
    standing(monkeypatch, *doctor.ABOUT)
    assert all(finding.right for finding in doctor.walls())
    assert {str(finding)[0] for finding in doctor.walls()} == {"✓"}


@pytest.mark.parametrize("missing", sandbox.WALLS)
def test_a_wall_that_is_missing_comes_with_how_to_get_it_and_a_status(monkeypatch, capsys, missing):
    standing(monkeypatch, *(name for name in doctor.ABOUT if name != missing))
    assert doctor.examine() == 1
    printed = capsys.readouterr()
    line = next(line for line in printed.out.splitlines() if "is missing" in line)
    assert line.startswith(f"  ✗ {missing} is missing (")
    assert doctor.ABOUT[missing][1] in line
    assert printed.err == "Not ready: 1 missing; grade only people whom you trust\n"


def test_control_groups_are_asked_for_but_not_needed(monkeypatch, capsys):
    standing(monkeypatch, *(name for name in doctor.ABOUT if name != "control group"))
    assert doctor.examine() == 0
    assert "  ! control group is missing (" in capsys.readouterr().out


def test_a_sandbox_that_does_not_start_is_a_line(monkeypatch, capsys):
    def fails(self):
        raise sandbox.CannotStartError("the sandbox does not start: no memory")

    monkeypatch.setattr(sandbox.Launcher, "protection", fails)
    assert doctor.examine() == 1
    assert "  ✗ the sandbox does not start: no memory" in capsys.readouterr().out


def test_timings_are_trusted_on_a_quiet_machine_only():
    quiet = doctor.timings(0.3, 2, {"performance"}, 1.1, False)
    assert [finding.right for finding in quiet] == [True, True]
    busy = doctor.timings(1.9, 2, {"powersave"}, 2.5, True)
    assert [finding.right for finding in busy] == [False] * 4
    assert not any(finding.needed for finding in busy)
    assert "powersave" in str(busy[2])


def test_the_machine_is_really_looked_at():
    assert len(doctor.measured()) >= 2
    assert 1 <= doctor.jitter_here() < 1000
