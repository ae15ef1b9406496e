"""Which files begin, and where the time went.

With ``--dist loadfile`` a worker that is free takes the next file. The longest begin, so that none
of them is left to one worker while the others wait.
"""

from collections import defaultdict

import pytest

# By the list that `make test` prints at its end; then those that are long with EVERY=1.
LONGEST = (
    "tests/book/test_site.py",
    "tests/mutation/test_mutants.py",
    "tests/test_suites.py",
    "tests/hostile/test_attacks.py",
    "tests/grading/test_interruptions.py",
    "tests/grading/test_cluster.py",
    "tests/grading/test_scale.py",
    "tests/labs/test_execution.py",
    "tests/labs/test_hand_in.py",
    "tests/book/test_docs.py",
    "tests/book/test_new_topic.py",
    "tests/book/test_release.py",
    "tests/book/test_extension.py",
    "tests/grading/test_ledger.py",
    "tests/grading/test_plugin.py",
    "tests/mutation/test_refactor.py",
    "tests/mutation/test_messages.py",
    "tests/mutation/test_answers.py",
    "tests/mutation/test_agreement.py",
)
SHOWN = 15


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest files to the front."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With ``--durations``, print the files that took longest, set-up and all."""
    if terminalreporter.config.option.durations is None:
        return
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section(f"the files that took longest, of {sum(seconds.values()):.0f} s")
    for name, each in sorted(seconds.items(), key=lambda item: -item[1])[:SHOWN]:
        terminalreporter.write_line(f"{each:7.1f} s  {name}")
