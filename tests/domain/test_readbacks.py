"""Rules of reading back: what compares, what only people can weigh, and how a readback runs."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import readbacks
from koers.domain.readbacks import CORE, NOT_SAID, OWN, SLOTS, STAGES, STATUSES, STEPS, Said, Told
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

DECIDED, TRIAL = Said("choice", "decided"), Said("choice", "trial")
FROM_FEB, BY_FEB = Said("date", "2027-02-01", "from"), Said("date", "2027-02-01", "by")
MARCH = Said("date", "2027-03-01", "from")
SCREEN = Said("condition", "zodra het scherm werkt")
ANOUK, JOOST = Said("person", "5"), Said("person", "2")
HEAD = Said("text", "hoofd P&O")
NO_EXCEPTION = Said("no_exception")


def euros(amount):
    return Said("amount", str(amount), unit="euro")


# --- what a form becomes


@pytest.mark.parametrize(
    ("form", "slot", "said"),
    [
        ({}, "what", NOT_SAID),
        ({"what": "  Stoppen  met papier "}, "what", Said("text", "Stoppen met papier")),
        ({"status": "trial"}, "status", TRIAL),
        ({"status": "not_said"}, "status", NOT_SAID),
        ({"who": "5"}, "who", ANOUK),
        ({"who": "other", "who-text": "hoofd P&O"}, "who", HEAD),
        ({"who-text": "hoofd P&O"}, "who", HEAD),
        ({"who": "other"}, "who", NOT_SAID),
        ({"when": "from", "when-day": "2027-02-01"}, "when", FROM_FEB),
        ({"when": "by", "when-day": "1-2-2027"}, "when", BY_FEB),
        ({"when": "condition", "when-text": "zodra het scherm werkt"}, "when", SCREEN),
        ({"when": "not_said", "when-day": "2027-02-01"}, "when", NOT_SAID),
        ({"limit": "no_exception"}, "limit", NO_EXCEPTION),
        ({"limit": "amount", "limit-amount": "€ 1.500,50", "limit-unit": "euro"}, "limit", euros("1500.5")),
        ({"limit-text": "behalve de spoed"}, "limit", Said("text", "behalve de spoed")),
        ({"step": "bel Ravi"}, "step", Said("text", "bel Ravi")),
    ],
)
def test_every_slot_keeps_the_kind_of_answer_that_was_given(form, slot, said):
    answers = readbacks.answers(form, SLOTS, {2, 5})
    assert answers[slot] == said
    assert Said.from_content(said.as_content()) == said
    assert list(answers) == list(SLOTS)


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        ({"status": "maybe"}, "status_unknown", "status"),
        ({"who": "99"}, "person_unknown", "who"),
        ({"when": "from"}, "day_unknown", "when-day"),
        ({"when": "by", "when-day": "31-2-2027"}, "day_unknown", "when-day"),
        ({"when-day": "2027-02-01"}, "way_missing", "when"),
        ({"limit": "amount", "limit-amount": "veel"}, "amount_unknown", "limit-amount"),
        ({"limit": "amount", "limit-amount": "5", "limit-unit": "x" * 25}, "too_long", "limit-unit"),
        ({"what": "x" * 161}, "too_long", "what"),
    ],
)
def test_what_doesnt_fit_is_refused_at_its_field(form, code, field):
    with pytest.raises(Refused) as refused:
        readbacks.answers(form, SLOTS, {2, 5})
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1500", "1500"), ("1.500", "1500"), ("1,500", "1500"), ("12,5", "12.5"), ("12.5", "12.5"),
     ("0,25", "0.25"), ("€ 1.500,50", "1500.5"), ("1,500,000", "1500000"), ("1.500.000,5", "1500000.5")],
)  # fmt: skip
def test_a_number_is_read_as_it_was_meant_in_either_language(typed, amount):
    assert readbacks.figure(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "veel", "-5", "1e9", "5 of 6", ",5", "1" + "0" * 12, "NaN"])
def test_what_is_no_number_is_no_number(typed):
    assert readbacks.figure(typed) is None


def test_status_who_and_when_are_always_asked():
    assert readbacks.asked_slots([]) == ["status", "who", "when"]
    assert readbacks.asked_slots(["limit", "what"]) == ["what", "status", "who", "when", "limit"]


# --- two answers beside each other


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (DECIDED, TRIAL, "differs"),
        (DECIDED, NOT_SAID, "differs"),
        (NOT_SAID, NOT_SAID, "alike"),
        (FROM_FEB, BY_FEB, "differs"),
        (FROM_FEB, MARCH, "differs"),
        (FROM_FEB, SCREEN, "differs"),
        (SCREEN, Said("condition", " Zodra het  SCHERM werkt. "), "alike"),
        (SCREEN, Said("condition", "als het scherm werkt"), "own_words"),
        (ANOUK, JOOST, "differs"),
        (ANOUK, HEAD, "own_words"),
        (HEAD, NOT_SAID, "differs"),
        (Said("text", "behalve de spoed"), NO_EXCEPTION, "differs"),
        (Said("text", "tot 5.000 euro"), euros(5000), "own_words"),
        (euros(5000), euros("5000.0"), "alike"),
        (euros(5000), euros(500), "differs"),
        (euros(5000), Said("amount", "5000", unit="uur"), "own_words"),
    ],
)
def test_only_data_is_compared_and_the_rest_is_for_people(one, other, how):
    assert readbacks.apart(one, other) == how
    assert readbacks.apart(other, one) == how


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (ANOUK, HEAD, True),
        (SCREEN, FROM_FEB, True),
        (SCREEN, Said("condition", "als het scherm werkt"), True),
        (FROM_FEB, MARCH, False),
        (DECIDED, TRIAL, False),
        (HEAD, NOT_SAID, False),
        (HEAD, HEAD, False),
    ],
)
def test_people_lay_own_words_together_and_never_two_days(one, other, may):
    assert readbacks.may_lay_together(one, other) is may


def test_the_five_differences_of_one_decision_stand_apart():
    told = [
        Told(1, {"status": DECIDED, "when": FROM_FEB, "limit": euros(5000)}),
        Told(2, {"status": TRIAL, "when": MARCH, "limit": euros(20000)}),
        Told(3, {"status": DECIDED, "when": FROM_FEB, "limit": NO_EXCEPTION}),
    ]
    status, when, limit = (readbacks.compare(slot, told) for slot in ("status", "when", "limit"))
    assert (status.state, [g.tellers for g in status.groups]) == ("differs", [(1, 3), (2,)])
    assert status.spread == pytest.approx(1 / 3)
    assert (when.days, when.days_n) == (28, 3)
    assert (limit.ratio, limit.ratio_n) == (4.0, 2)
    assert limit.n == 3


def test_wordings_laid_together_count_as_one_and_can_be_taken_apart():
    told = [Told(1, {"who": ANOUK}), Told(2, {"who": HEAD}), Told(3, {"who": Said("text", "de chef van HR")})]
    assert readbacks.compare("who", told).state == "own_words"
    assert readbacks.compare("who", told, [(1, 2)]).state == "own_words"
    alike = readbacks.compare("who", told, [(1, 2), (3, 2)])
    assert alike.state == "alike"
    assert alike.groups[0].tellers == (1, 2, 3)


def test_a_day_and_a_condition_laid_together_still_differ_from_another_day():
    told = [Told(1, {"when": FROM_FEB}), Told(2, {"when": SCREEN}), Told(3, {"when": MARCH})]
    assert readbacks.compare("when", told, [(1, 2)]).state == "differs"


def test_two_days_never_become_one_by_way_of_the_same_words():
    told = [Told(1, {"when": FROM_FEB}), Told(2, {"when": SCREEN}), Told(3, {"when": MARCH})]
    assert readbacks.compare("when", told, [(1, 2), (2, 3)]).state == "differs"


def test_a_first_step_is_nobody_elses_to_compare():
    with pytest.raises(ValueError, match="first step"):
        readbacks.compare(OWN, [])
    assert OWN not in readbacks.readings([])


def test_the_last_lap_that_asked_a_slot_counts():
    first = [
        Told(1, {"status": DECIDED, "who": ANOUK, "when": MARCH}),
        Told(2, {"status": TRIAL, "who": ANOUK, "when": MARCH}),
    ]
    second = [Told(1, {"status": TRIAL}), Told(2, {"status": TRIAL})]
    before = readbacks.readings([(CORE, first)])
    after = readbacks.readings([(CORE, first), (["status"], second)])
    assert [before[s].state for s in CORE] == ["differs", "alike", "alike"]
    assert [after[s].state for s in CORE] == ["alike", "alike", "alike"]
    assert not readbacks.understood_alike(before)
    assert readbacks.understood_alike(after)
    # While nobody has told in the new lap, the old one stands.
    assert readbacks.readings([(CORE, first), (["status"], [])])["status"].state == "differs"


# --- whatever was told

WORDS = st.sampled_from(["a", "A ", "b", "zodra het kan"])
SAID = st.one_of(
    st.just(NOT_SAID),
    st.just(NO_EXCEPTION),
    st.builds(Said, st.just("choice"), st.sampled_from(STATUSES)),
    st.builds(Said, st.just("text"), WORDS),
    st.builds(Said, st.just("condition"), WORDS),
    st.builds(Said, st.just("person"), st.sampled_from(["1", "2"])),
    st.builds(
        lambda d, way: Said("date", d.isoformat(), way),
        st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        st.sampled_from(["from", "by"]),
    ),
    st.builds(
        lambda n, unit: Said("amount", str(n), unit=unit), st.integers(0, 9), st.sampled_from(["", "euro"])
    ),
)
TOLD = st.lists(SAID, max_size=8).map(lambda said: [Told(i, {"when": one}) for i, one in enumerate(said)])
PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4)


@given(TOLD, PAIRS, st.randoms(use_true_random=False))
def test_comparing_doesnt_depend_on_the_order_of_tellings_or_pairs(told, pairs, random):
    mixed, mixed_pairs = random.sample(told, len(told)), random.sample(pairs, len(pairs))
    one, other = readbacks.compare("when", told, pairs), readbacks.compare("when", mixed, mixed_pairs)
    figures = ("state", "n", "spread", "days", "days_n", "ratio", "ratio_n")
    assert [getattr(one, f) for f in figures] == [getattr(other, f) for f in figures]
    assert {frozenset(g.tellers) for g in one.groups} == {frozenset(g.tellers) for g in other.groups}


@given(TOLD, PAIRS)
def test_everybody_stands_in_exactly_one_group_and_the_figures_lie_in_their_range(told, pairs):
    reading = readbacks.compare("when", told, pairs)
    assert sorted(t for g in reading.groups for t in g.tellers) == [one.teller for one in told]
    assert 0 <= reading.spread < 1
    assert reading.state in readbacks.STATES
    whole = len(reading.groups) == 1 and not reading.groups[0].torn
    assert (reading.state == "alike") == whole
    assert (reading.state == "not_asked") == (not told)
    assert reading.days is None or reading.days >= 0
    assert reading.ratio is None or reading.ratio >= 1


@given(st.lists(st.tuples(SAID, SAID, SAID), min_size=1, max_size=6))
def test_understood_alike_exactly_when_status_who_and_when_are_unanimous(said):
    told = [Told(i, dict(zip(CORE, three, strict=True))) for i, three in enumerate(said)]
    standing = readbacks.readings([(CORE, told)])
    unanimous = all(
        readbacks.apart(a, b) == "alike" for three in said for a, b in zip(three, said[0], strict=True)
    )
    assert readbacks.understood_alike(standing) == (unanimous and len(told) > 1)


@given(st.lists(st.sampled_from(readbacks.TAGS)))
def test_d_lies_between_nought_and_one_and_says_nothing_without_tags(tags):
    d = readbacks.divergence(tags)
    assert d.n == len(tags)
    assert d.share is None if not tags else 0 <= d.share <= 1
    assert sum(readbacks.counts(tags).values()) == d.n


# --- how it runs


def test_every_stage_can_be_deleted_and_an_ended_one_takes_nothing_in():
    assert {readbacks.step(stage, "delete_readback") for stage in STAGES} == {"deleted"}
    for ended in readbacks.ENDED:
        for deed in ("tell", "tag_telling", "clarify", "ask_again", "lay_together"):
            with pytest.raises(Refused):
                readbacks.step(ended, deed)


def test_who_is_late_still_writes_while_the_others_compare():
    assert STEPS["comparing", "tell"] == "comparing"
    assert STEPS["writing", "tag_telling"] == "writing"
    with pytest.raises(Refused):
        readbacks.step("writing", "ask_again")


@pytest.mark.parametrize(
    ("seat", "may"),
    [
        (Seat("member:1", frozenset({"member"}), member=1), True),
        (Seat("member:2", frozenset({"member"}), member=2), False),
        (Seat("member:3", frozenset({"member", "guardian"}), member=3), True),
        (Seat("member:4", frozenset({"facilitator"}), member=4), True),
    ],
)
def test_the_opener_the_facilitator_and_the_guardian_lead(seat, may):
    assert readbacks.leads(seat, opener=1) is may
    if not may:
        with pytest.raises(Refused):
            readbacks.check_leads(seat, 1, "clarify")


def test_only_what_isnt_alike_is_asked_again():
    assert readbacks.again(["when", "status", "who"], ["status", "who", "when"], ["status", "when"]) == [
        "status",
        "when",
    ]
    with pytest.raises(Refused):
        readbacks.again(["who"], ["status", "who", "when"], ["status"])


@pytest.mark.parametrize(
    ("opened", "until"),
    [
        (date(2026, 11, 16), date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 21), date(2026, 11, 27)),
    ],
)
def test_who_was_away_has_five_working_days(opened, until):
    assert readbacks.tell_until(opened) == until


# --- minutes that were pasted whole

MINUTES = """## 3. Overdracht
- Ravi licht toe. Het scherm werkt op drie afdelingen.
- **Besluit:** Oost stopt per 1 februari met papier.
2. Volgende keer: de begroting
"""


def test_minutes_become_lines_in_their_own_order():
    assert readbacks.lines(MINUTES) == [
        "Overdracht",
        "Ravi licht toe.",
        "Het scherm werkt op drie afdelingen.",
        "Besluit: Oost stopt per 1 februari met papier.",
        "Volgende keer: de begroting",
    ]
    assert [line for line in readbacks.lines(MINUTES) if readbacks.speaks_of_deciding(line)] == [
        "Besluit: Oost stopt per 1 februari met papier."
    ]
    assert readbacks.is_long(MINUTES)
    assert not readbacks.is_long("Oost stopt per 1 februari met papier. Spoed: nog bekijken.")


@given(st.text(max_size=300))
def test_no_word_of_the_minutes_is_lost_but_marks(text):
    kept = "".join("".join(readbacks.lines(text)).split())
    assert all(letter in kept for letter in "".join(text.split()) if letter.isalpha() and letter != "x")
