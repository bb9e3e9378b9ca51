"""A line that was struck out comes back; where it cannot, its words wait and it is said why."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from parvis.brands.models import Brand, User
from parvis.strategy.actions.course import set_course
from parvis.strategy.models import Habit, Objective, Place, Segment

RESTORE = "/strategy/lines/{}/restore/?brand=tilleul"


def test_its_words_stand_in_the_form_with_what_is_wrong(director: Client, brand: Brand) -> None:
    place = Place.objects.create(brand=brand, name="Blog", kind="blog", owner="Nadia")
    director.post(f"/strategy/lines/place/{place.pk}/strike/")
    another = Place.objects.create(brand=brand, name="Blog", kind="blog")

    refused = director.post(RESTORE.format("place"))

    assert refused.status_code == 422
    assert "Another line is called that" in refused.content.decode()
    assert 'value="Nadia"' in refused.content.decode()

    another.delete()
    director.post(RESTORE.format("place"))

    assert Place.objects.get().owner == "Nadia"


def test_an_aim_of_a_course_that_was_set_meanwhile_asks_why(
    director: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    aim = Objective.objects.create(brand=brand, aim="loyalty", target=0.4, policy="Plan 2026")
    director.post(f"/strategy/lines/objective/{aim.pk}/strike/")
    set_course(brand, by=lead.actor, at=noon)

    refused = director.post(RESTORE.format("objective"))

    assert refused.status_code == 422
    assert "write why" in refused.content.decode()
    assert "Plan 2026" in refused.content.decode()


def test_what_hangs_on_it_waits_with_it(director: Client, brand: Brand) -> None:
    segment = Segment.objects.create(brand=brand, name="Menders")
    Habit.objects.create(segment=segment, channel="square", public="influencers", why="They show.")
    director.post(f"/strategy/lines/segment/{segment.pk}/strike/")
    another = Segment.objects.create(brand=brand, name="Menders")

    page = director.post(RESTORE.format("segment"), follow=True).content.decode()

    assert "Another line is called that: change that one." in page
    assert f'action="{RESTORE.format("segment")}"' in page

    another.delete()
    director.post(RESTORE.format("segment"))

    assert Habit.objects.get().why == "They show."


def test_the_reason_of_a_habit_comes_back_with_it(director: Client, brand: Brand) -> None:
    segment = Segment.objects.create(brand=brand, name="Menders")
    habit = Habit.objects.create(segment=segment, channel="square", why="They show.")
    director.post(f"/strategy/lines/habit/{habit.pk}/strike/")

    director.post(RESTORE.format("habit"))

    assert Habit.objects.get().why == "They show."
