"""Each verdict as somebody would argue it who had the same form before them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Channel, Degree, Form, Kind, Means, Place, State
from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Verdict
from tests.strategy.diagnosis.worked import BAKER, MACHINES, ONLINE, SHOP, TODAY


def of(diagnosis: Diagnosis, channel: str) -> ChannelVerdict:
    return next(each for each in diagnosis.channels if each.channel == channel)


def rules_for(verdict: ChannelVerdict) -> set[str]:
    return {reason.rule for reason in verdict.speaks_for}


def rules_against(verdict: ChannelVerdict) -> set[str]:
    return {reason.rule for reason in verdict.speaks_against}


def in_english(verdict: ChannelVerdict) -> list[str]:
    return [sentence.en for sentence in verdict.would_change]


def with_hours(form: Form, hours: float, *, people: int) -> Form:
    return replace(form, means=replace(form.means, hours_a_week=hours, people=people))


class TestALocalBakerWithNothing:
    def test_goes_on_answering_the_telephone_as_those_who_call_speak_to_her_alone(self) -> None:
        verdict = of(diagnose(BAKER), "telephone")
        assert verdict.verdict is Verdict.ANSWER
        assert {"spoken_to_alone", "answered_today", "expected"} <= rules_for(verdict)

    def test_answers_her_six_reviews_a_month_as_five_hours_allow_it(self) -> None:
        verdict = of(diagnose(BAKER), "reviews")
        assert verdict.verdict is Verdict.ANSWER
        assert {"some_ask", "reviews_stay", "left_unanswered", "in_time"} == rules_for(verdict)

    def test_only_listens_where_the_quarter_watches_and_does_not_expect_her(self) -> None:
        verdict = of(diagnose(BAKER), "instagram")
        assert verdict.verdict is Verdict.LISTEN
        assert {"they_only_watch", "not_expected", "hardly_anybody_asks"} <= rules_for(verdict)
        assert rules_against(verdict) == {"public_here", "in_time"}

    def test_does_not_go_where_three_in_a_hundred_of_the_quarter_are(self) -> None:
        verdict = of(diagnose(BAKER), "tiktok")
        assert verdict.verdict is Verdict.LEAVE
        assert verdict.speaks_for[0].says.en == (
            "3% of your public are here: you would speak to others."
        )

    def test_is_told_what_two_things_at_once_would_change_where_no_single_one_does(self) -> None:
        account = Place(name="Old", kind=Kind.ACCOUNT, channel="tiktok", state=State.ABANDONED)
        verdict = of(diagnose(replace(BAKER, places=(*BAKER.places, account))), "tiktok")
        [change] = in_english(verdict)
        assert verdict.verdict is Verdict.LEAVE
        assert change == (
            "If at least 5% of your public were here and at least 40 messages a month called "
            "for an answer here, the verdict would be: answer here."
        )

    def test_promises_nothing_once_nobody_is_there_to_answer(self) -> None:
        nobody = diagnose(replace(BAKER, means=Means(people=0)))
        assert (nobody.load.there_hours, of(nobody, "reviews").verdict) == (0, Verdict.LISTEN)

    def test_is_on_social_media_without_an_account(self) -> None:
        inventory = diagnose(BAKER).inventory
        assert inventory.on_social_media == ("reviews of the bakery",)
        assert inventory.own_ground == ()
        assert inventory.paradoxes[0].en.startswith("You have no account on a network, and yet")

    def test_begins_by_saying_what_for_as_it_takes_an_hour_and_one_of_five_rises(self) -> None:
        step = diagnose(BAKER).steps[0]
        assert (step.criterion, step.effort, step.gain, step.question) == (
            "aims_chosen",
            1,
            1,
            False,
        )


class TestANationalShopWithSilentAccounts:
    def test_brings_people_to_its_own_page_as_two_people_cannot_keep_the_promise(self) -> None:
        verdict = of(diagnose(SHOP), "facebook")
        assert verdict.verdict is Verdict.REDIRECT
        assert {"left_unanswered", "too_few_hours", "own_ground_takes_it"} <= rules_for(verdict)
        (change,) = in_english(verdict)
        assert change == (
            "If your hours allowed an answer in time to at least 50% of messages, "
            "the verdict would be: answer here."
        )

    def test_is_told_its_own_figure_of_23_promotional_messages_for_one_answer(self) -> None:
        said = {each.rule: each for each in of(diagnose(SHOP), "facebook").speaks_for}
        assert said["shop_window"].says.en == (
            "23 promotional messages go out for each answer: nobody speaks to a shop window. "
            "Answer more, or stop advertising here."
        )
        assert said["shop_window"].rests_on == "001"

    def test_answers_its_four_thousand_messages_once_six_people_are_there(self) -> None:
        verdict = of(diagnose(with_hours(SHOP, 210, people=6)), "facebook")
        assert verdict.verdict is Verdict.ANSWER
        assert {"many_ask", "expected", "service_is_wanted_here"} <= rules_for(verdict)
        assert "shop_window" in rules_for(verdict)

    def test_says_where_it_answers_on_the_account_silent_for_two_years(self) -> None:
        verdict = of(diagnose(SHOP), "x")
        assert verdict.verdict is Verdict.REDIRECT
        assert {"silent_here", "left_unanswered"} <= rules_for(verdict)

    def test_closes_the_abandoned_account_on_which_nobody_expects_or_asks_it(self) -> None:
        verdict = of(diagnose(SHOP), "youtube")
        assert verdict.verdict is Verdict.LEAVE
        assert {"silent_here", "not_expected", "hardly_anybody_asks"} <= rules_for(verdict)

    def test_has_nowhere_to_bring_people_without_its_page_and_closes_instead(self) -> None:
        closed = tuple(
            replace(place, state=State.CLOSED) if place.name == "Help" else place
            for place in SHOP.places
        )
        verdict = of(diagnose(replace(SHOP, places=closed)), "facebook")
        assert verdict.verdict is Verdict.LEAVE
        assert "no_own_ground" in rules_for(verdict)

    def test_takes_an_account_for_silent_that_was_said_to_be_alive(self) -> None:
        inventory = diagnose(SHOP).inventory
        assert inventory.silent == ("@grandbazar", "Grand Bazar TV")
        assert any("Said to be alive" in paradox.en for paradox in inventory.paradoxes)

    def test_sees_that_its_campaigns_drown_the_questions_it_wants_to_answer(self) -> None:
        assert [(each.one, each.other) for each in diagnose(SHOP).conflicts] == [
            ("amplify_campaigns", "advise_personalise")
        ]

    def test_needs_two_and_a_half_times_the_hours_that_it_has(self) -> None:
        load = diagnose(SHOP).load
        # 7,302 messages a month of 6 minutes are 730.2 hours, 168.5 a week, for 70
        assert load.asked_a_week == pytest.approx(7302 * 12 / 52)
        assert load.asked_hours == pytest.approx(168.5, abs=0.01)
        assert load.used == pytest.approx(2.407, abs=0.001)
        assert load.forecast == pytest.approx(70 / 168.5, abs=0.001)


class TestABusinessWhosePublicIsElsewhere:
    def test_does_not_go_where_two_in_a_hundred_of_its_customers_are(self) -> None:
        verdict = of(diagnose(MACHINES), "instagram")
        assert verdict.verdict is Verdict.LEAVE
        assert {"public_absent", "not_expected", "hardly_anybody_asks", "no_aim_here"} <= rules_for(
            verdict
        )

    def test_would_listen_there_were_it_five_in_a_hundred_far_as_that_is(self) -> None:
        assert in_english(of(diagnose(MACHINES), "instagram"))[0] == (
            "If at least 5% of your public were here, the verdict would be: listen only."
        )

    def test_does_not_go_although_its_only_competitor_is_there(self) -> None:
        assert "rivals_here" in rules_against(of(diagnose(MACHINES), "instagram"))

    def test_is_told_the_name_of_that_competitor_and_not_that_it_is_all_of_them(self) -> None:
        against = of(diagnose(MACHINES), "instagram").speaks_against
        [said] = [reason.says.en for reason in against if reason.rule == "rivals_here"]
        assert said == "Competitors are here (Palier SA): you are compared with them."

    def test_does_not_go_there_either_without_a_right_to_speak_and_anybody_willing(self) -> None:
        subjects = tuple(
            replace(subject, legitimate=Degree.NO) for subject in MACHINES.identity.subjects
        )
        voices = tuple(replace(voice, willing=False) for voice in MACHINES.identity.voices)
        mute = replace(MACHINES.identity, subjects=subjects, voices=voices)
        verdict = of(diagnose(replace(MACHINES, identity=mute)), "instagram")
        assert verdict.verdict is Verdict.LEAVE
        assert {"no_right_to_speak", "nobody_to_embody"} <= rules_for(verdict)

    def test_answers_where_its_customers_and_the_trade_press_are(self) -> None:
        verdict = of(diagnose(MACHINES), "linkedin")
        assert verdict.verdict is Verdict.ANSWER
        assert {"expected", "answered_today", "influencers_here", "in_time"} <= rules_for(verdict)

    def test_may_speak_of_bearings_as_eleven_patents_show(self) -> None:
        (subject,) = diagnose(MACHINES).subjects
        assert subject.advice.en.startswith("Begin with this one")

    def test_is_as_sure_of_what_it_knows_much_of_as_unsure_of_what_it_does_not(self) -> None:
        diagnosis = diagnose(MACHINES)
        assert of(diagnosis, "linkedin").sure > 0.7
        assert of(diagnosis, "mail").sure < 0.2


class TestAPurePlayer:
    def test_answers_where_it_is_asked_as_it_does_already(self) -> None:
        diagnosis = diagnose(ONLINE)
        assert {each.channel: each.verdict for each in diagnosis.channels} == {
            "chat": Verdict.ANSWER,
            "instagram": Verdict.ANSWER,
        }

    def test_is_as_strong_as_its_organisation_which_has_no_page_of_rules(self) -> None:
        maturity = diagnose(ONLINE).maturity
        assert {each.id: each.level for each in maturity.dimensions} == {
            "listening": 2,
            "responsiveness": 3,
            "self_service": 2,
            "organisation": 1,
            "measurement": 2,
        }
        assert (maturity.level, maturity.stage, maturity.weakest) == (1, 1, ("organisation",))

    def test_writes_that_page_next_and_sees_the_level_after_it_at_once(self) -> None:
        steps = diagnose(ONLINE).steps
        assert [(each.criterion, each.gain) for each in steps[:4]] == [
            ("charter", 1),
            ("may_make_good", 0),
            ("escalation", 0),
            ("trained", 0),
        ]
        assert steps[0].why.en.endswith("and with it the whole: afterwards that stands at 2.")

    def test_has_the_same_level_as_anybody_and_an_easier_way(self) -> None:
        as_others = diagnose(replace(ONLINE, pure_player=False))
        online = diagnose(ONLINE)
        assert as_others.maturity.level == online.maturity.level
        assert as_others.maturity.faster is None
        assert online.maturity.faster is not None
        efforts = {each.criterion: each.effort for each in as_others.steps}
        easier = {each.criterion: each.effort for each in online.steps}
        assert easier["human_near"] == efforts["human_near"] == 1
        assert (easier["rivals_seen"], efforts["rivals_seen"]) == (1, 2)
        assert len(online.steps) > len(as_others.steps)


def test_who_has_said_nothing_listens_only_and_is_told_what_to_find_out() -> None:
    (verdict,) = diagnose(
        Form(brand="Nobody", on=TODAY, channels=(Channel(key="instagram"),))
    ).channels
    assert (verdict.verdict, verdict.sure) == (Verdict.LISTEN, 0)
    assert (
        "Not known yet. If at least 20% of your public expected you here, "
        "the verdict would be: answer here."
    ) in in_english(verdict)


def test_hours_that_one_channel_takes_are_gone_for_the_next() -> None:
    """400 messages of 10 minutes are 15.4 hours a week, 300 are 11.5: twelve hours do for more
    than half of the first, and for less than half of both."""
    form = Form(
        brand="Two doors",
        on=TODAY,
        places=(
            Place(name="f", kind=Kind.ACCOUNT, channel="facebook", state=State.ALIVE),
            Place(name="i", kind=Kind.ACCOUNT, channel="instagram", state=State.ALIVE),
            Place(name="Help", kind=Kind.FAQ, state=State.ALIVE),
        ),
        channels=(
            Channel(key="instagram", asked=300, answered=0),
            Channel(key="facebook", asked=400, answered=0),
        ),
        means=Means(people=1, hours_a_week=12, handling_minutes=10),
    )
    assert [(each.channel, each.verdict) for each in diagnose(form).channels] == [
        ("facebook", Verdict.ANSWER),
        ("instagram", Verdict.REDIRECT),
    ]
    alone = replace(form, channels=form.channels[:1])
    assert of(diagnose(alone), "instagram").verdict is Verdict.ANSWER
