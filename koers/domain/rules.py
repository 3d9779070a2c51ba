"""The permission table: who may do what. The one place in the code that says so.

Three readers: the command enforces it, the page shows or explains it, the API lists it. It answers both
ways: what may this seat do, and who may do this. *When* a deed may be done is said by the step table of the
thing it is done to (`domain/scans.py` and its like).
"""

from koers.domain.refusals import Refused
from koers.domain.seats import Seat

TEAM = frozenset({"member", "facilitator", "guardian"})
LEADS = frozenset({"facilitator"})
GUARDS = frozenset({"facilitator", "guardian"})
CLOCK = frozenset({"system"})

WHO: dict[str, frozenset[str]] = {
    # people
    "send_link": CLOCK,
    "let_found": CLOCK,
    "sign_in": frozenset({"guest"}),
    "open_account": frozenset({"person"}),
    "found_organisation": frozenset({"founder"}),
    "open_team": frozenset({"founder", "administrator"}),
    "bring_team": frozenset({"founder", "administrator"}),
    "help_team": frozenset({"founder", "administrator"}),
    "describe_team": LEADS,
    "set_table": LEADS,
    "invite": LEADS,
    "end_invitation": LEADS,
    "claim_seat": frozenset({"guest", "member", "facilitator"}),
    "pull_up_chair": frozenset({"guest", "facilitator"}),
    "free_seat": LEADS,
    "describe_seat": TEAM,
    "take_ballot": frozenset({"member"}),
    "add_day_off": GUARDS,
    "drop_day_off": GUARDS,
    # one's own letters
    "set_letters": frozenset({"person"}),
    "ask_confirmation": frozenset({"person"}),
    "confirm_address": frozenset({"person"}),
    "stop_letters": frozenset({"person"}),
    "stop_about": frozenset({"person"}),
    "withdraw_links": frozenset({"person"}),
    "open_calendar": frozenset({"person"}),
    "end_calendar": frozenset({"person"}),
    # roles
    "propose_role": TEAM,
    "adopt_role": GUARDS | CLOCK,
    "decline_role": GUARDS | CLOCK,
    "decide_role": CLOCK,
    "fill_role": GUARDS,
    "seat_elected": CLOCK,
    "renew_term": GUARDS,
    "vacate_role": GUARDS,
    # authority: in the team's name a mandate is given by who leads or guards; from a role by who holds it
    "adopt_matrix": GUARDS,
    "change_matrix": GUARDS,
    "drop_row": GUARDS,
    "give_mandate": TEAM,
    "renew_mandate": TEAM,
    "review_mandate": TEAM,
    "withdraw_mandate": TEAM,
    "propose_row": TEAM,
    "propose_mandate": TEAM,
    "decline_authority": TEAM,
    "decide_authority": CLOCK,
    "adopt_authority": CLOCK,
    # topics; who facilitates is asked to look at them, and anybody of the team may
    "raise_topic": TEAM,
    "edit_topic": TEAM,
    "triage_topic": TEAM,
    "postpone_topic": TEAM,
    "talk_about_topic": TEAM,
    "settle_topic": TEAM,
    "let_go_topic": TEAM,
    "reopen_topic": TEAM,
    "hear_topic": TEAM,
    "restrict_topic": TEAM,
    "open_up_topic": TEAM,
    "topic_proposed": CLOCK,
    "topic_returned": CLOCK,
    "topic_decided": CLOCK,
    # the course: the success sentence, documents and agreements, priorities, the yardstick
    "open_sentence": GUARDS,
    "give_sentence": frozenset({"member"}),
    "show_sentences": GUARDS | CLOCK,
    "merge_sentences": TEAM,
    "carry_sentence": frozenset({"member"}),
    "settle_sentence": GUARDS,
    "stop_sentence": GUARDS,
    "draft_document": TEAM,
    "adopt_document": GUARDS | CLOCK,
    "decline_document": GUARDS | CLOCK,
    "look_again": GUARDS,
    "name_priority": TEAM,
    "set_seen_by": TEAM,
    "note_priority": TEAM,
    "reach_priority": TEAM,
    "miss_priority": TEAM,
    "let_priority_go": TEAM,
    "rule_out": TEAM,
    "rule_in": TEAM,
    "set_yardstick": TEAM,
    # how much is left to whoever carries a matter; interests
    "open_levels": GUARDS,
    "pick_level": frozenset({"member"}),
    "show_levels": GUARDS | CLOCK,
    "pick_again": GUARDS,
    "agree_level": GUARDS,
    "stop_levels": GUARDS,
    "note_interest": frozenset({"member"}),
    "end_interest": frozenset({"member"}),
    "bring_roles": frozenset({"founder", "administrator"}),
    "bring_ties": frozenset({"founder", "administrator"}),
    # scans
    "open_round": LEADS,
    "answer": frozenset({"member"}),
    "close_round": LEADS | CLOCK,
    "talk_about": LEADS,
    "note_talk": TEAM,
    "open_choice": LEADS,
    "pick": frozenset({"member"}),
    "close_choice": LEADS | CLOCK,
    "agree_actions": LEADS,
    "cancel_round": LEADS,
    # readbacks; of the team, whoever opened one leads it, and so do facilitator and guardian
    "open_readback": TEAM,
    "tell": frozenset({"member"}),
    "show_tellings": TEAM | CLOCK,
    "tag_telling": frozenset({"member"}),
    "lay_together": TEAM,
    "take_apart": TEAM,
    "clarify": TEAM,
    "ask_again": TEAM,
    "end_alike": TEAM,
    "leave_open": TEAM,
    "share_readback": TEAM,
    "end_share": TEAM,
    "delete_readback": TEAM,
    # decisions: the tables of `domain/processes` say the rest (voter, proposer, window)
    "draft_proposal": frozenset({"member"}),
    "edit_draft": frozenset({"member"}),
    "open_process": frozenset({"member"}),
    "move_on": TEAM,
    "ask_question": frozenset({"member"}),
    "answer_question": frozenset({"member"}),
    "react": frozenset({"member"}),
    "edit_editorial": frozenset({"member"}),
    "edit_material": frozenset({"member"}),
    "call_material": frozenset({"member"}),
    "respond": frozenset({"member"}),
    "cast_ballot": frozenset({"member"}),
    "confirm_response": frozenset({"member"}),
    "record_for": frozenset({"member"}),
    "ask_full_window": frozenset({"member"}),
    "extend_once": frozenset({"member"}),
    "note_away": TEAM,
    "spare_away": TEAM,
    "take_to_meeting": frozenset({"member"}),
    # consensus, elections and counts
    "decline_nomination": frozenset({"member"}),
    "end_naming": TEAM,
    "propose_nominee": TEAM,
    "add_option": frozenset({"member"}),
    "ask_scores": TEAM,
    "explain_resistance": frozenset({"member"}),
    "improve_option": frozenset({"member"}),
    "leave_option": TEAM,
    # objections
    "test_objection": TEAM,
    "agree_set_aside": frozenset({"member"}),
    "make_concern": frozenset({"member"}),
    "confirm_met": frozenset({"member"}),
    "integrate": frozenset({"member"}),
    "get_unstuck": TEAM,
    "declare_interest": frozenset({"member"}),
    "propose_recusal": frozenset({"member"}),
    "decide_recusal": frozenset({"member"}),
    "leave_table": CLOCK,
    "add_to_electorate": TEAM,
    "close_process": TEAM | CLOCK,
    "withdraw_proposal": frozenset({"member"}),
    "seal_decision": CLOCK,
    "read_decision_back": TEAM,
    "word_message": TEAM,
    "add_audience": TEAM,
    "drop_audience": TEAM,
    "tell_audience": TEAM,
    "review_decision": TEAM,
    "save_view": TEAM,
    "drop_view": TEAM,
    # deciding after advice: the table of `processes/advice.py` says that only the decider weighs and decides
    "name_adviser": TEAM,
    "remind_advisers": CLOCK,
    "weigh_advice": frozenset({"member"}),
    "record_outside": frozenset({"member"}),
    "weigh_outside": frozenset({"member"}),
    "decider_leaves": CLOCK,
    "hand_over_decision": GUARDS,
    "adapt_text": frozenset({"member"}),
    "decide": frozenset({"member"}),
    # beside a decision of one person
    "read_decision": frozenset({"member"}),
    "flag_missed": frozenset({"member"}),
    "ask_stop": frozenset({"member"}),
    "note_stopped": frozenset({"member"}),
    "note_discussed": TEAM,
    "report_back": frozenset({"member"}),
    # taken over from minutes
    "take_decision": TEAM,
    "take_action": TEAM,
    # brought in from a list kept elsewhere
    "bring_decisions": LEADS,
    # actions
    "agree_action": TEAM,
    "report_action": TEAM,
    "note_progress": TEAM,
    "put_off_action": TEAM,
    "stop_action": TEAM,
    "take_over_action": frozenset({"member"}),
    # the next round
    "put_off_round": LEADS,
    "set_rhythm": LEADS,
    # checks, and who guards the process
    "set_check_rhythm": LEADS,
    "propose_check": CLOCK,
    "plan_check": GUARDS,
    "open_check": GUARDS,
    "word_former": TEAM,
    "write_line": frozenset({"member"}),
    "pass_step": frozenset({"member"}),
    "show_lines": GUARDS | CLOCK,
    "next_step": GUARDS,
    "skip_step": GUARDS,
    "agree_check": GUARDS,
    "stop_check": GUARDS,
    "say_willing": frozenset({"member"}),
    "hand_over": GUARDS,
    "stay_on": frozenset({"guardian"}),
    "accept_guardian": frozenset({"member"}),
    "pass_guardian": frozenset({"member"}),
    "end_term": CLOCK,
    # a copy of everything
    "ask_copy": frozenset({"administrator"}),
    "let_copy": frozenset({"member"}),
    "make_copy": CLOCK,
    "fetch_copy": frozenset({"administrator"}),
    "end_copy": frozenset({"administrator"}) | CLOCK,
    "take_in_organisation": CLOCK,
    # doors for programs
    "make_token": TEAM,
    "withdraw_token": TEAM,
    "add_webhook": LEADS,
    "try_webhook": LEADS,
    "end_webhook": LEADS,
}

#: What a token can be made for: looking, as all may; answering what is asked; making and changing; leading.
SCOPES = ("read", "respond", "write", "manage")

_SCOPED = {
    "respond": """
        ask_question answer_question react respond confirm_response confirm_met make_concern agree_set_aside
        declare_interest decide_recusal ask_full_window tell tag_telling tell_audience note_progress
        report_action note_talk hear_topic decline_nomination explain_resistance read_decision flag_missed
        ask_stop give_sentence carry_sentence pick_level note_priority word_former write_line pass_step
        say_willing accept_guardian pass_guardian
    """,
    "write": """
        draft_proposal edit_draft open_process edit_editorial edit_material call_material integrate
        withdraw_proposal record_for propose_recusal test_objection get_unstuck note_away spare_away
        extend_once take_to_meeting agree_action put_off_action stop_action take_over_action open_readback
        lay_together take_apart clarify propose_role word_message add_audience drop_audience
        read_decision_back review_decision raise_topic edit_topic triage_topic postpone_topic
        talk_about_topic settle_topic let_go_topic reopen_topic restrict_topic open_up_topic
        name_adviser weigh_advice adapt_text decide propose_nominee add_option improve_option leave_option
        note_stopped note_discussed report_back take_decision take_action save_view drop_view
        draft_document name_priority set_seen_by reach_priority miss_priority let_priority_go rule_out rule_in
        set_yardstick merge_sentences note_interest end_interest give_mandate renew_mandate review_mandate
        withdraw_mandate describe_seat share_readback end_share delete_readback set_letters ask_confirmation
        withdraw_links record_outside weigh_outside propose_row propose_mandate decline_authority
    """,
    "manage": """
        move_on close_process add_to_electorate open_round close_round cancel_round talk_about open_choice
        close_choice agree_actions put_off_round set_rhythm show_tellings ask_again end_alike leave_open
        adopt_role decline_role fill_role renew_term vacate_role end_naming ask_scores adopt_matrix
        change_matrix drop_row adopt_document decline_document look_again open_sentence show_sentences
        settle_sentence stop_sentence open_levels show_levels pick_again agree_level stop_levels set_table
        describe_team add_day_off drop_day_off set_check_rhythm plan_check open_check show_lines next_step
        skip_step agree_check stop_check hand_over stay_on
        hand_over_decision
    """,
}

#: Which scope a token needs for a deed. Without one here no program does it: an answer without a name is
#: given with a secret that only somebody's browser holds, and who comes in is for people.
SCOPE: dict[str, str] = {deed: scope for scope, deeds in _SCOPED.items() for deed in deeds.split()}


def may(seat: Seat, deed: str) -> bool:
    """Whether this seat may ever do this deed."""
    return not seat.powers.isdisjoint(WHO[deed]) and _in_scope(seat, deed)


def _in_scope(seat: Seat, deed: str) -> bool:
    return seat.scopes is None or SCOPE.get(deed) in seat.scopes


def who_may(deed: str) -> frozenset[str]:
    """The powers of which one is needed for this deed."""
    return WHO[deed]


def allowed(seat: Seat) -> list[str]:
    """Every deed this seat may do, in the table's order: the API's `"may": […]`."""
    return [deed for deed in WHO if may(seat, deed)]


def check(seat: Seat, deed: str) -> None:
    """Refuse when the table doesn't give this seat the deed, or its token doesn't."""
    if seat.powers.isdisjoint(WHO[deed]):
        raise Refused("not_yours", deed=deed, who=sorted(who_may(deed)))
    if not _in_scope(seat, deed):
        scope = SCOPE.get(deed)
        raise Refused("scope_missing", scope=scope) if scope else Refused("not_by_token", deed=deed)
