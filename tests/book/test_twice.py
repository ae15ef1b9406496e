"""What counts as a difference between two builds; the builds themselves: ``make twice``."""

from labsupport.book.twice import differences

PAGE = "<p>exercise 1: {} s of computing</p>\n<p>Measured on {}, {}.</p>\n"


def test_dates_and_seconds_are_no_difference_and_anything_else_is(tmp_path):
    pages = {"first": ("1.2", "2026-11-20", "8"), "second": ("13.4", "2026-12-01", "8")}
    for name, values in pages.items():
        (tmp_path / name / "chapters").mkdir(parents=True)
        (tmp_path / name / "chapters/lab.html").write_text(PAGE.format(*values))
    one, other = tmp_path / "first", tmp_path / "second"
    assert differences(one, other) == []
    (other / "chapters/lab.html").write_text(PAGE.format("1.2", "2026-11-20", "9"))
    (one / "extra.html").write_text("")
    assert differences(one, other) == [
        "chapters/lab.html, line 2: <p>Measured on …, 8.</p> | <p>Measured on …, 9.</p>",
        "extra.html is in one of them only",
    ]
