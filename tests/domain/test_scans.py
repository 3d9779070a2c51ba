"""The scan's rules, one table per rule, and what must hold for any round."""

from datetime import date
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import scans
from koers.domain.scans import FIVE
from koers.engine import scales
from koers.engine.scales import Interval, Span

SAME = (0, 0, 7, 0, 0)

# The round in the design: seven of seven answered.
ROUND = {
    "structure": (1, 4, 1, 1, 0),
    "steering": (1, 2, 1, 2, 1),
    "synergy": (0, 1, 4, 2, 0),
    "direction": (0, 0, 1, 4, 2),
    "success": (0, 1, 2, 4, 0),
}
MAY = {
    "structure": (0, 2, 3, 2, 0),
    "steering": (0, 2, 3, 2, 0),
    "synergy": (0, 2, 4, 1, 0),
    "direction": (0, 1, 3, 2, 1),
    "success": (0, 2, 2, 3, 0),
}
SEVEN = frozenset("abcdefg")

counts_of_five = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(any)
rounds = st.fixed_dictionaries(dict.fromkeys(FIVE, counts_of_five))


def round_of(n):
    """A round in which `n` people answered each S."""
    return dict.fromkeys(FIVE, (n - n // 2, 0, n // 2, 0, 0))


# -- what is asked --


def test_each_s_has_three_to_five_parts_and_no_code_is_used_twice():
    assert tuple(scans.PARTS) == FIVE
    assert all(3 <= len(parts) <= 5 for parts in scans.PARTS.values())
    codes = [*FIVE, *(part for parts in scans.PARTS.values() for part in parts)]
    assert len(codes) == len(set(codes))


def test_an_action_is_due_within_thirty_days():
    assert scans.latest_due(date(2026, 11, 17)) == date(2026, 12, 17)
    assert scans.ACTIONS_NEEDED == 2


# -- who may see what --


@pytest.mark.parametrize(
    ("seats", "default", "allowed"),
    [
        (2, "not_recorded", {"not_recorded"}),
        (3, "guessable", {"by_name", "guessable", "not_recorded"}),
        (5, "guessable", {"by_name", "guessable", "not_recorded"}),
        (6, "confidential", {"by_name", "confidential", "not_recorded"}),
        (12, "confidential", {"by_name", "confidential", "not_recorded"}),
    ],
)
def test_a_small_team_is_never_promised_confidentiality(seats, default, allowed):
    assert scans.default_mode(seats) == default
    assert set(scans.allowed_modes(seats)) == allowed


@given(st.integers(1, 500))
def test_the_default_is_always_allowed_and_every_allowed_mode_exists(seats):
    assert scans.default_mode(seats) in scans.allowed_modes(seats)
    assert set(scans.allowed_modes(seats)) <= set(scans.MODES)


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        #                 0          1          2          3          4          5          6       7
        ("by_name", ["nothing", "dots", "dots", "dots", "dots", "dots", "dots", "dots"]),
        ("guessable", ["nothing", "nothing", "nothing", "dots", "dots", "dots", "dots", "dots"]),
        ("confidential", ["nothing", "nothing", "nothing", "nothing", "nothing", "middle", "dots", "dots"]),
        ("not_recorded", ["nothing"] * 8),
    ],
)
def test_dots_appear_from_one_by_name_from_three_when_guessable_and_from_six_when_confidential(mode, shown):
    assert [scans.shows(mode, answered) for answered in range(8)] == shown


@pytest.mark.parametrize(
    ("mode", "answered", "readable"),
    [
        ("by_name", 3, True),
        ("guessable", 5, False),
        ("guessable", 6, True),
        ("confidential", 5, False),
        ("confidential", 6, True),
        ("not_recorded", 12, False),
    ],
)
def test_texts_without_names_wait_for_six_because_style_gives_the_writer_away(mode, answered, readable):
    assert scans.shows_whys(mode, answered) is readable


@given(st.sampled_from(scans.MODES), st.integers(0, 40), st.integers(0, 40))
def test_a_text_is_asked_only_where_it_could_be_read_if_all_answer(mode, seats, answered):
    if scans.shows_whys(mode, min(seats, answered)):
        assert scans.asks_whys(mode, seats)


@given(st.sampled_from(scans.MODES), st.integers(0, 40))
def test_one_answer_more_never_shows_less(mode, answered):
    rank = ("nothing", "middle", "dots").index
    assert rank(scans.shows(mode, answered)) <= rank(scans.shows(mode, answered + 1))


# -- words, order, widest --


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((1, 1, 1, 0, 0), "dots_only"),
        ((3, 0, 0, 0, 0), "dots_only"),
        ((2, 0, 2, 0, 0), "two_camps"),  # whatever A
        ((2, 0, 20, 0, 0), "two_camps"),
        ((3, 2, 0, 0, 0), "close_together"),  # A is exactly .8
        ((0, 0, 7, 0, 0), "close_together"),
        ((0, 2, 1, 1, 1), "somewhat_spread"),  # A is exactly .4
        ((1, 4, 1, 1, 0), "somewhat_spread"),
        ((1, 2, 1, 2, 1), "far_apart"),
        ((1, 0, 0, 3, 0), "far_apart"),  # one against three isn't agreement, whatever the mean says
    ],
)
def test_words_follow_van_der_eijk_except_for_three_people_and_two_camps(counts, word):
    assert scans.words(counts) == word


def test_the_same_agreement_always_gets_the_same_words():
    seen = {}
    for a, b, c, d in combinations(range(11), 4):
        counts = (a, b - a - 1, c - b - 1, d - c - 1, 10 - d)
        if not scales.two_camps(counts):
            seen.setdefault(scales.agreement(counts), set()).add(scans.words(counts))
    assert all(len(found) == 1 for found in seen.values())


def test_the_order_of_the_design_is_lowest_middle_first_then_widest():
    assert scans.order(ROUND) == ("structure", "steering", "synergy", "direction", "success")


def test_a_full_tie_keeps_the_fixed_order_of_the_five():
    assert scans.order(dict.fromkeys(reversed(FIVE), SAME)) == FIVE


def test_questions_of_ones_own_stand_last_and_in_the_order_given():
    assert scans.order({"zebra": SAME, "aardvark": SAME, "success": SAME}) == ("success", "zebra", "aardvark")


@given(rounds, st.permutations(FIVE))
def test_the_order_is_a_permutation_and_forgets_how_the_results_came_in(results, shuffle):
    assert sorted(scans.order(results)) == sorted(FIVE)
    assert scans.order({s: results[s] for s in shuffle}) == scans.order(results)


@given(rounds)
def test_the_order_never_puts_a_higher_middle_first(results):
    middles = [scales.median(results[s]) for s in scans.order(results)]
    assert middles == sorted(middles)


@pytest.mark.parametrize(
    ("results", "s"),
    [
        (ROUND, "steering"),
        (ROUND | {"synergy": ROUND["steering"][::-1]}, None),  # a tie: naming one would be untrue
        (dict.fromkeys(FIVE, SAME), None),
        (dict.fromkeys(FIVE, SAME) | {"success": (0, 0, 6, 1, 0)}, None),  # widest, yet close together
        (round_of(3), None),  # three people: dots only
        (ROUND | {"direction": (0, 0, 0, 3, 0)}, None),  # of one S there is no word, so none is widest
        ({}, None),
    ],
)
def test_the_widest_is_named_only_when_it_is_one_and_is_wide(results, s):
    assert scans.widest(results) == s


# -- a round read --


def test_a_round_reads_as_in_the_design():
    outcome = scans.read(ROUND, 7, "confidential")
    first = outcome.readings[0]
    assert (outcome.shows, outcome.answered, outcome.lowest, outcome.widest) == (
        "dots",
        7,
        ("structure",),
        "steering",
    )
    assert (first.s, first.n, first.missing, first.median, first.words) == (
        "structure",
        7,
        0,
        2,
        "somewhat_spread",
    )
    assert (first.span, first.moves_at, first.counts) == (Span(1, 4), 2, (1, 4, 1, 1, 0))
    assert outcome.whys
    assert not outcome.low_response


def test_all_who_share_the_lowest_middle_are_lowest_and_nobody_is_when_all_stand_level():
    assert scans.read(MAY, 7, "confidential").lowest == ()
    two = MAY | {"structure": (2, 4, 1, 0, 0), "success": (2, 4, 1, 0, 0)}
    assert set(scans.read(two, 7, "confidential").lowest) == {"structure", "success"}


def test_a_full_round_is_a_census_without_bounds_or_intervals():
    reading = scans.read({"direction": (8, 8, 8, 8, 8)}, 40, "confidential").readings[0]
    assert (reading.mean_bounds, reading.median_bounds, reading.mean_interval, reading.median_interval) == (
        (None,) * 4
    )


def test_missing_answers_give_bounds_and_from_thirty_answers_intervals_too():
    small = scans.read({"direction": (0, 0, 7, 0, 0)}, 9, "confidential").readings[0]
    assert small.median_bounds == Interval(3, 3)
    assert small.mean_bounds == Interval(23 / 9, 31 / 9)
    assert small.mean_interval is None
    large = scans.read({"direction": (6, 6, 6, 6, 6)}, 200, "confidential").readings[0]
    assert large.mean_interval
    assert large.median_interval
    assert large.mean_bounds


@pytest.mark.parametrize(("answered", "low"), [(5, True), (6, False)])
def test_a_response_under_sixty_per_cent_is_said(answered, low):
    assert scans.read(round_of(answered), 10, "by_name").low_response is low


def test_one_stands_apart_is_said_by_name_or_from_eight():
    apart = {"direction": (1, 0, 0, 6, 0)}
    assert scans.read(apart, 7, "by_name").readings[0].stands_apart == 1
    assert scans.read(apart, 7, "confidential").readings[0].stands_apart is None
    four = {"direction": (1, 0, 0, 3, 0)}
    assert scans.read(four, 4, "by_name").readings[0].stands_apart == 1
    eight = {"direction": (1, 0, 0, 7, 0)}
    assert scans.read(eight, 8, "confidential").readings[0].stands_apart == 1


def test_of_five_confidential_answers_only_the_middle_and_the_words_come_out():
    results = {"synergy": (1, 0, 3, 1, 0), "direction": (0, 2, 3, 0, 0), "success": (0, 0, 1, 4, 0)}
    outcome = scans.read(results, 7, "confidential")
    assert outcome.shows == "middle"
    assert [reading.s for reading in outcome.readings] == ["direction", "synergy", "success"]
    assert outcome.widest is None
    assert {(reading.n, reading.missing) for reading in outcome.readings} == {(5, 2)}
    known = {"s", "n", "missing", "median", "words"}
    for reading in outcome.readings:
        assert {name for name in reading.__slots__ if getattr(reading, name) is not None} == known


@given(st.sampled_from(("confidential", "guessable", "not_recorded")), rounds, st.integers(0, 30))
def test_without_names_nothing_comes_out_below_the_threshold(mode, results, absent):
    fewest, most = (f(map(sum, results.values())) for f in (min, max))
    outcome = scans.read(results, most + absent, mode)
    if scans.shows(mode, fewest) == "nothing":
        assert (outcome.readings, outcome.lowest, outcome.widest) == ((), (), None)


def test_any_two_rounds_of_five_with_the_same_middle_and_words_read_alike():
    seen = {}
    for answers in combinations_with_replacement(range(1, 6), 5):
        counts = tuple(answers.count(step) for step in range(1, 6))
        outcome = scans.read({"direction": counts, "synergy": (0, 1, 3, 1, 0)}, 6, "confidential")
        seen.setdefault((scales.median(counts), scans.words(counts)), set()).add(outcome)
    assert len(seen) == 20  # of 126 rounds of five only these twenty can be told apart
    assert all(len(outcomes) == 1 for outcomes in seen.values())


def test_a_round_that_nobody_answered_shows_nothing():
    outcome = scans.read({}, 0, "by_name")
    assert (outcome.answered, outcome.shows, outcome.readings) == (0, "nothing", ())


def test_more_answers_than_seats_is_refused():
    with pytest.raises(ValueError, match="more people answered"):
        scans.read(ROUND, 6, "by_name")


# -- two rounds without names --


def test_two_rounds_show_both_distributions_and_the_least_number_who_moved():
    comparison = scans.compare(MAY, ROUND, "confidential", SEVEN, SEVEN)
    moved = {change.s: (change.least_moved, change.rose) for change in comparison.changes}
    assert comparison.refused is None
    assert moved == {
        "direction": (3, True),
        "synergy": (1, True),
        "structure": (3, False),
        "steering": (2, False),
        "success": (1, True),
    }


@pytest.mark.parametrize(
    ("before", "now", "guarded"),
    [
        ("abcdefg", "abcdefg", False),
        ("abcdefg", "abcdefgh", True),  # one joiner
        ("abcdefg", "abcdefghi", True),  # two joiners
        ("abcdefg", "abcdefh", True),  # one left, one joined: two differ
        ("abcdefg", "abcdefghij", False),  # three joiners
        ("abcdefg", "abcdehi", False),  # two left, two joined: four differ
    ],
)
def test_a_difference_of_one_or_two_people_stops_the_comparison(before, now, guarded):
    assert scans.nearly_same_people(set(before), set(now)) is guarded
    result = scans.compare(round_of(len(before)), round_of(len(now)), "confidential", set(before), set(now))
    assert (result.refused == "nearly_same_people") is guarded
    assert guarded is (result.changes == ())


def test_joiners_explain_what_they_can_before_anybody_is_said_to_have_moved():
    now = MAY | {"direction": (0, 1, 3, 2, 4)}
    others = {s: tuple(c + 3 * (i == 2) for i, c in enumerate(counts)) for s, counts in now.items()}
    others["direction"] = now["direction"]
    change = scans.compare(MAY, others, "confidential", SEVEN, SEVEN | set("xyz")).changes[0]
    assert (change.s, change.least_moved) == ("direction", 0)


def test_rounds_too_small_to_show_are_not_compared():
    five = frozenset("abcde")
    assert scans.compare(round_of(5), round_of(5), "confidential", five, five).refused == "too_few"
    assert scans.compare(round_of(5), round_of(5), "guessable", five, five).refused is None
    assert scans.compare({}, {}, "confidential", five, five).refused == "too_few"
    assert (
        scans.compare(round_of(9), round_of(5), "confidential", five | set("1234"), five).refused == "too_few"
    )
    assert (
        scans.compare(round_of(5), round_of(9), "confidential", five, five | set("1234")).refused == "too_few"
    )


def test_an_s_that_one_person_left_open_is_left_out_of_the_comparison():
    nine = SEVEN | set("hi")
    before, now = round_of(9) | {"success": (8, 0, 0, 0, 0)}, round_of(9)
    comparison = scans.compare(before, now, "confidential", nine, nine)
    assert (comparison.refused, comparison.shared) == (None, 9)
    assert [change.s for change in comparison.changes] == list(FIVE[:4])


answers_or_none = st.one_of(st.none(), st.integers(1, 5))


@given(st.lists(st.tuples(answers_or_none, answers_or_none, st.integers(0, 3)), min_size=8, max_size=14))
def test_never_more_people_are_said_to_have_moved_than_did(people):
    """Each is an answer before, an answer now (None: left open), and which rounds they took part in."""
    took = [{str(i) for i, (_, _, which) in enumerate(people) if which != absent} for absent in (1, 2)]
    given = [
        [p[place] for i, p in enumerate(people) if str(i) in took[place] and p[place]] for place in (0, 1)
    ]
    counts = [{"direction": tuple(steps.count(step) for step in range(1, 6))} for steps in given]
    twice = [p for i, p in enumerate(people) if str(i) in took[0] & took[1] and p[0] and p[1]]
    for change in scans.compare(counts[0], counts[1], "confidential", took[0], took[1]).changes:
        assert change.least_moved <= sum(a != b for a, b, _ in twice)


def test_more_answers_than_people_who_took_part_is_refused():
    with pytest.raises(ValueError, match="more people answered"):
        scans.perhaps_nearly_same_people(SEVEN, 8, SEVEN, 7)
    with pytest.raises(ValueError, match="more people answered"):
        scans.perhaps_nearly_same_people(SEVEN, 7, SEVEN, 8)


seats = st.frozensets(st.sampled_from("abcdefg"), min_size=1)


@given(seats, seats, st.data())
def test_with_only_numbers_known_the_guard_stops_at_every_possible_difference_of_one_or_two(
    before, now, data
):
    n, m = data.draw(st.integers(0, len(before))), data.draw(st.integers(0, len(now)))
    possible = any(
        scans.nearly_same_people(set(a), set(b))
        for a in combinations(before, n)
        for b in combinations(now, m)
    )
    assert scans.perhaps_nearly_same_people(before, n, now, m) is possible


@pytest.mark.parametrize(
    ("asked_before", "n", "asked_now", "m", "guarded"),
    [
        ("abcdefg", 7, "abcdefg", 7, False),  # both full: surely the same people
        ("abcdefg", 6, "abcdefg", 6, True),  # another may have skipped
        ("abcdefg", 7, "abcdefg", 6, True),
        ("abcdefg", 7, "abcdefghij", 10, False),  # surely three joiners
        ("abcdefg", 7, "abcdefgh", 8, True),
    ],
)
def test_the_guard_with_only_numbers_known(asked_before, n, asked_now, m, guarded):
    assert scans.perhaps_nearly_same_people(set(asked_before), n, set(asked_now), m) is guarded


# -- two rounds by name --


def by_name(steps, s="direction"):
    return {seat: {s: step} for seat, step in zip("abcdefghijkl", steps, strict=False)}


def test_by_name_says_who_moved_and_keeps_joiners_and_leavers_apart():
    before = by_name([2, 2, 2, 2, 3, 3, 4]) | {"left": {"direction": 1}}
    now = by_name([3, 3, 3, 3, 2, 3, 4]) | {"new": {"direction": 5}}
    (moves,) = scans.compare_by_name(before, now)
    assert (moves.up, moves.down, moves.same) == (4, 1, 2)
    assert (moves.joined, moves.left) == ((0, 0, 0, 0, 1), (1, 0, 0, 0, 0))
    assert moves.rose


@pytest.mark.parametrize(("pairs", "p"), [(7, None), (8, 2 / 2**8)])
def test_the_sign_flip_test_waits_for_eight_pairs(pairs, p):
    (moves,) = scans.compare_by_name(by_name([2] * pairs), by_name([3] * pairs))
    assert moves.p == p


def test_p_is_adjusted_over_all_five():
    before = {seat: dict.fromkeys(FIVE, 2) for seat in "abcdefgh"}
    now = {seat: dict.fromkeys(FIVE, 2) | {"success": 3} for seat in "abcdefgh"}
    moves = {move.s: move for move in scans.compare_by_name(before, now)}
    assert moves["success"].p == 5 * 2 / 2**8
    assert moves["direction"].p == 1
    assert [s for s, move in moves.items() if move.rose] == ["success"]


def test_an_s_asked_in_one_round_only_is_not_compared():
    assert scans.compare_by_name(by_name([2, 3]), by_name([2, 3], "success")) == ()


# -- how a round runs --


def test_a_round_runs_from_answering_to_agreed_and_may_talk_again_while_choosing():
    deeds = [
        "close_round",
        "talk_about",
        "note_talk",
        "open_choice",
        "talk_about",
        "open_choice",
        "close_choice",
    ]
    stage = "answering"
    for deed in [*deeds, "agree_actions"]:
        stage = scans.step(stage, deed)
    assert stage == "agreed"


@pytest.mark.parametrize("stage", scans.STAGES)
@pytest.mark.parametrize("deed", scans.DEEDS)
def test_a_deed_outside_the_table_is_refused(stage, deed):
    if (stage, deed) in scans.STEPS:
        assert scans.step(stage, deed) in scans.STAGES
    else:
        with pytest.raises(LookupError) as refused:
            scans.step(stage, deed)
        assert (refused.value.stage, refused.value.deed) == (stage, deed)


def test_every_stage_but_the_last_two_can_be_cancelled():
    cancellable = {stage for stage, deed in scans.STEPS if deed == "cancel_round"}
    assert cancellable == set(scans.STAGES) - {"agreed", "cancelled"}


def test_a_closed_choice_has_no_way_back():
    assert ("agreeing", "talk_about") not in scans.STEPS
    assert ("agreeing", "open_choice") not in scans.STEPS
