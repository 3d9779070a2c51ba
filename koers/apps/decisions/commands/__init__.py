"""Deeds of deciding. Each takes the process, lets the rules make the next case of it, and keeps that.

Answers by name are turns: a team gives tens of them, and each must be before or after the closing. Only
secret ballots go in by the other door, into a box.
"""

from koers.apps.decisions.commands.acting import act_urgently
from koers.apps.decisions.commands.advising import (
    adapt_text,
    decide,
    name_adviser,
    record_outside,
    remind_all_due,
    weigh_advice,
    weigh_outside,
)
from koers.apps.decisions.commands.closing import close_all_over, close_if_over, close_process
from koers.apps.decisions.commands.collecting import (
    add_option,
    ask_scores,
    explain_resistance,
    improve_option,
    leave_option,
)
from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.commands.drafting import draft_proposal, edit_draft, open_process, passing
from koers.apps.decisions.commands.electing import decline_nomination, end_naming, propose_nominee
from koers.apps.decisions.commands.electorate import (
    add_to_electorate,
    decide_recusal,
    declare_interest,
    let_all_leavers_go,
    let_leavers_go,
    propose_recusal,
)
from koers.apps.decisions.commands.handing import hand_over_decision, let_all_deciders_go, let_decider_go
from koers.apps.decisions.commands.keeping import keep
from koers.apps.decisions.commands.marking import (
    ask_stop,
    flag_missed,
    note_discussed,
    note_stopped,
    read_decision,
    report_back,
)
from koers.apps.decisions.commands.objecting import (
    agree_set_aside,
    confirm_met,
    get_unstuck,
    integrate,
    make_concern,
    test_objection,
)
from koers.apps.decisions.commands.responding import cast_ballot, confirm_response, record_for, respond
from koers.apps.decisions.commands.talking import answer_question, ask_question, react
from koers.apps.decisions.commands.texts import (
    call_material,
    edit_editorial,
    edit_material,
    move_on,
    withdraw_proposal,
)
from koers.apps.decisions.commands.windows import (
    ask_full_window,
    extend_once,
    note_away,
    spare_away,
    take_to_meeting,
)

__all__ = [
    "act_urgently",
    "adapt_text",
    "add_option",
    "add_to_electorate",
    "agree_set_aside",
    "answer_question",
    "ask_full_window",
    "ask_question",
    "ask_scores",
    "ask_stop",
    "call_material",
    "cast_ballot",
    "close_all_over",
    "close_if_over",
    "close_process",
    "confirm_met",
    "confirm_response",
    "decide",
    "decide_recusal",
    "declare_interest",
    "decline_nomination",
    "does",
    "draft_proposal",
    "edit_draft",
    "edit_editorial",
    "edit_material",
    "end_naming",
    "explain_resistance",
    "extend_once",
    "flag_missed",
    "get_unstuck",
    "hand_over_decision",
    "improve_option",
    "integrate",
    "keep",
    "leave_option",
    "let_all_deciders_go",
    "let_all_leavers_go",
    "let_decider_go",
    "let_leavers_go",
    "make_concern",
    "move_on",
    "name_adviser",
    "note_away",
    "note_discussed",
    "note_stopped",
    "open_process",
    "passing",
    "propose_nominee",
    "propose_recusal",
    "react",
    "read_decision",
    "record_for",
    "record_outside",
    "remind_all_due",
    "report_back",
    "respond",
    "spare_away",
    "take_to_meeting",
    "test_objection",
    "weigh_advice",
    "weigh_outside",
    "withdraw_proposal",
]
