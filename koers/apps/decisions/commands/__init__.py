"""Deeds of deciding. Each takes the process, lets the rules make the next case of it, and keeps that.

Answers by name are turns: a team gives tens of them, and each must be before or after the closing. Only
secret ballots go in by the other door, into a box.
"""

from koers.apps.decisions.commands.closing import close_all_over, close_if_over, close_process
from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.commands.drafting import draft_proposal, edit_draft, open_process, passing
from koers.apps.decisions.commands.electorate import (
    add_to_electorate,
    decide_recusal,
    declare_interest,
    let_all_leavers_go,
    let_leavers_go,
    propose_recusal,
)
from koers.apps.decisions.commands.keeping import keep
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
    "add_to_electorate",
    "agree_set_aside",
    "answer_question",
    "ask_full_window",
    "ask_question",
    "call_material",
    "cast_ballot",
    "close_all_over",
    "close_if_over",
    "close_process",
    "confirm_met",
    "confirm_response",
    "decide_recusal",
    "declare_interest",
    "does",
    "draft_proposal",
    "edit_draft",
    "edit_editorial",
    "edit_material",
    "extend_once",
    "get_unstuck",
    "integrate",
    "keep",
    "let_all_leavers_go",
    "let_leavers_go",
    "make_concern",
    "move_on",
    "note_away",
    "open_process",
    "passing",
    "propose_recusal",
    "react",
    "record_for",
    "respond",
    "spare_away",
    "take_to_meeting",
    "test_objection",
    "withdraw_proposal",
]
