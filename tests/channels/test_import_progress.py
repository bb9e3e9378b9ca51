from __future__ import annotations

import io

from parvis.channels.import_progress import shown_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_a_line_comes_every_five_seconds() -> None:
    stream = io.StringIO()
    seconds = iter([0.0, 1.0, 6.0, 6.0, 7.0, 12.0, 12.0])

    with shown_on(stream, clock=lambda: next(seconds)) as steps:
        steps.begin("importing", total=200)
        steps.reach(10, said="read 10")
        steps.reach(50, said="read 50")
        steps.begin("resting", total=None)
        steps.reach(60)
        steps.reach(70)

    assert stream.getvalue() == "importing 25% read 50\nresting\n"


def test_on_a_terminal_a_bar_shows_the_step_and_what_is_said() -> None:
    stream = Terminal()

    with shown_on(stream) as steps:
        steps.begin("finding threads", total=None)
        steps.begin("importing", total=200)
        steps.reach(100, said="read 100")

    last = stream.getvalue()
    assert "importing" in last
    assert "50%" in last
    assert "read 100" in last
