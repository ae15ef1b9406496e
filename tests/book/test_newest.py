"""The road without Jupyter Book: the same settings, and a weekly build by the newest versions.

The build itself installs packages and executes every page: ``make newest``.
"""

import os
import runpy
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from jupyter_book.config import get_final_config

from labsupport.book import newest
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
# What Jupyter Book sets for parts that we do not use.
DROPPED = {
    *("comments_config", "latex_engine", "use_jupyterbook_latex", "pygments_style"),
    *("nb_execution_cache_path", "nb_execution_excludepatterns", "nb_execution_in_temp"),
    "use_multitoc_numbering",  # on by itself
}
WITHOUT = {"jupyter_book", "sphinx_thebe", "sphinx_comments", "sphinx_jupyterbook_latex"}


def test_the_settings_are_those_of_jupyter_book():
    command = {"latex_individualpages": False}
    theirs, _ = get_final_config(user_yaml=ROOT / "_config.yml", cli_config=command, sourcedir=ROOT)
    ours = runpy.run_path(str(ROOT / "labsupport/book/plain/conf.py"))
    assert {*theirs["extensions"]} - WITHOUT == {*ours["extensions"]}
    options = theirs["html_theme_options"]
    launch = {k: v for k, v in options.pop("launch_buttons").items() if v}
    assert launch == ours["html_theme_options"].pop("launch_buttons")
    options.pop("analytics")
    assert {k: v for k, v in options.items() if v or v == []} == {
        k: v for k, v in ours["html_theme_options"].items() if v or v == []
    }
    paths = {"external_toc_path", "html_logo", "html_favicon"}
    for key in theirs.keys() - DROPPED - {"extensions", "html_theme_options"}:
        mine = ours[key]
        if key in paths:
            mine = str(Path(mine).relative_to(ROOT))
        elif key in ("html_static_path", "bibtex_bibfiles"):
            mine = [str(Path(each).relative_to(ROOT)) for each in mine]
        elif key == "exclude_patterns":
            assert {*mine} <= {*theirs[key]}
            continue
        assert mine == theirs[key], key


def test_a_setting_that_differs_would_be_seen(monkeypatch):
    monkeypatch.setitem(globals(), "DROPPED", DROPPED - {"pygments_style"})
    with pytest.raises(KeyError, match="pygments_style"):
        test_the_settings_are_those_of_jupyter_book()


def test_what_fails_is_said_in_a_sentence(tmp_path):
    with pytest.raises(InputError, match=r"^sh -c .* fails: no such package$"):
        newest.call(["sh", "-c", "echo no such package >&2; exit 1"], tmp_path)
    assert newest.call(["pwd"], tmp_path).strip() == str(tmp_path)


def test_the_build_runs_from_any_folder(tmp_path, monkeypatch):
    ran: list[list[str]] = []

    def call(command: list[str], folder: Path, **variables: str) -> str:
        ran.append(command)
        return ""

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(newest, "call", call)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": "environment"}))
    monkeypatch.setattr(
        newest.venv, "create", lambda path, with_pip: (path.parent / packages).mkdir(parents=True)
    )
    site = newest.build(Path("checkout"), Path("made"))
    assert site == tmp_path / "made/html"
    programs = [Path(command[0]) for command in ran if command[0] != "git"]
    assert programs == [tmp_path / "made/environment/bin/python"] * 3
    assert [str(tmp_path / "checkout")] == [c[-2] for c in ran if c[0] == "git"]


def test_the_weekly_workflow_fails_where_the_build_does_and_opens_an_issue_as_the_other(tmp_path):
    flows = {
        name: yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
        for name in ("colab", "newest")
    }
    steps = {}
    for name, flow in flows.items():
        assert flow[True]["schedule"]  # YAML reads "on" as true
        (job,) = flow["jobs"].values()
        steps[name] = {step["name"]: step for step in job["steps"] if "run" in step}
    issue = steps["newest"]["Issue"]
    assert issue["if"] == "failure()"
    title = "The book does not build by the newest Sphinx"
    other = steps["colab"]["Issue"]["run"].replace("colab.log", "newest.log")
    assert issue["run"] == other.replace("A lab fails with Colab's versions", title)
    tools, build = tmp_path / "tools", steps["newest"]["Build"]["run"]
    tools.mkdir()
    for status in (0, 1):
        (tools / "make").write_text(f'#!/bin/sh\necho "make $*"\nexit {status}\n')
        (tools / "make").chmod(0o755)
        done = subprocess.run(
            [*("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"), build],
            cwd=tmp_path,
            env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == status
        assert (tmp_path / "newest.log").read_text() == "make newest\n"
