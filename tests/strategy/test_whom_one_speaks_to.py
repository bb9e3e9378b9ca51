"""Customers, or those whom they listen to: decided channel by channel, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.test import Client

from parvis.brands.models import Brand, User
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Form, Habit, Public, Segment
from parvis.strategy.diagnosis.result import ChannelVerdict, SpokenTo
from parvis.strategy.models import Habit as HabitRow
from parvis.strategy.models import Segment as SegmentRow
from parvis.strategy.report.tree import texts
from parvis.strategy.report.writing import report_of
from tests.strategy.forms import faults_in

WHY = "Others look at what they mended."
MENDED = Segment(
    name="Those who had one mended",
    channels={
        "square": Habit(present=0.4, public=Public.INFLUENCERS, why=WHY),
        "mail": Habit(present=0.9),
    },
)
FORM = Form(brand="Bruine", on=date(2026, 3, 1), segments=(MENDED,))


def on(channel: str) -> ChannelVerdict:
    return next(one for one in diagnose(FORM).channels if one.channel == channel)


def known(verdict: ChannelVerdict) -> dict[str, object]:
    return {fact.key.rpartition(":")[2]: fact.value for fact in verdict.facts}


def test_a_public_of_customers_may_be_one_of_influencers_on_a_channel_with_the_reason() -> None:
    assert on("square").speaks_to == (
        SpokenTo(
            segment="Those who had one mended",
            public=Public.INFLUENCERS,
            chosen=True,
            present=0.4,
            why=WHY,
        ),
    )
    assert [(one.public, one.chosen) for one in on("mail").speaks_to] == [(Public.CUSTOMERS, False)]


def test_where_they_are_spoken_to_as_influencers_they_count_as_such() -> None:
    here, elsewhere = known(on("square")), known(on("mail"))

    assert (here["influencers_present"], here["present"]) == (0.4, None)
    assert (elsewhere["influencers_present"], elsewhere["present"]) == (None, 0.9)


def test_a_choice_without_its_reason_stands_in_the_report_too() -> None:
    menders = Segment(name="Menders", channels={"square": Habit(public=Public.INFLUENCERS)})

    report = report_of(diagnose(replace(FORM, segments=(menders,))), language="en")

    [publics] = [section for section in report.sections if section.key == "publics"]
    assert "Menders, Square" in list(texts(publics))


def test_a_public_that_is_neither_is_told_with_its_line() -> None:
    text = b"segments:\n- name: Menders\n  channels:\n    square:\n      public: everybody\n"

    (fault,) = faults_in(text)

    assert (fault.line, fault.path[-1]) == (5, "public")


def test_each_channel_says_to_whom_one_speaks_and_why(
    client: Client, brand: Brand, viewer: User
) -> None:
    row = SegmentRow.objects.create(brand=brand, name="Menders")
    HabitRow.objects.create(
        segment=row, channel="square", present=0.4, public="influencers", why=WHY
    )
    HabitRow.objects.create(segment=row, channel="mail", public="influencers")
    client.force_login(viewer)

    page = " ".join(client.get("/strategy/channels/").content.decode().split())

    told = '<b dir="auto">Menders</b> <span class="soft">influencers, 40% are there</span>'
    assert f'{told} <span dir="auto">{WHY}</span>' in page
    assert page.count("no reason given") == 1


def test_it_is_chosen_in_the_third_step(client: Client, brand: Brand, lead: User) -> None:
    row = SegmentRow.objects.create(brand=brand, name="Menders")
    client.force_login(lead)

    client.post(
        f"/strategy/lines/habit/new/?of={row.pk}",
        {"new-habit-channel": "Square", "new-habit-public": "influencers", "new-habit-why": WHY},
    )

    habit = HabitRow.objects.get()
    assert (habit.channel, habit.public, habit.why) == ("square", "influencers", WHY)
