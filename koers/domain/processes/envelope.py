"""What every method by name has in common: the deeds of a window, and those of any step that is open."""

Steps = dict[tuple[str, str], tuple[str, ...]]

ANSWERING = (
    "respond", "confirm_response", "record_for", "ask_full_window", "extend_once", "note_away",
    "take_to_meeting",
)  # fmt: skip
TALKING = ("ask_question", "answer_question", "react")
WRITING = ("edit_editorial", "edit_material", "call_material")

RULES: dict[str, tuple[str, ...]] = {
    "edit_draft": ("proposer",),
    "open_process": ("proposer",),
    "move_on": ("leads",),
    "ask_question": ("elector", "not_recused", "window_open"),
    "answer_question": ("proposer",),
    "react": ("voter", "window_open"),
    "edit_editorial": ("proposer", "window_open"),
    "edit_material": ("proposer", "window_open"),
    "call_material": ("voter", "window_open"),
    "respond": ("voter", "window_open"),
    "confirm_response": ("voter", "window_open"),
    "record_for": ("voter", "window_open"),
    "ask_full_window": ("voter", "in_window", "window_open"),
    "extend_once": ("proposer", "in_window", "window_open"),
    "note_away": ("takes_part", "in_window", "window_open"),
    "spare_away": ("leads", "window_open"),
    "take_to_meeting": ("voter", "in_window", "window_open"),
    "declare_interest": ("elector", "not_recused", "window_open"),
    "propose_recusal": ("elector", "not_recused", "window_open"),
    "decide_recusal": ("elector", "not_recused", "window_open"),
    "leave_table": (),
    "add_to_electorate": ("leads", "window_open"),
    "close_process": ("closable",),
    "withdraw_proposal": ("proposer", "window_open"),
}


def drafting(*opened: str) -> Steps:
    """Before anybody is asked: rewriting, opening to one of these stages, taking back."""
    return {
        ("draft", "edit_draft"): ("draft",),
        ("draft", "open_process"): opened,
        ("draft", "withdraw_proposal"): ("withdrawn",),
    }


def staying(stage: str, *deeds: str) -> Steps:
    """Deeds after which it is still this stage."""
    return {(stage, deed): (stage,) for deed in deeds}


def while_open(*stages: str) -> Steps:
    """What can happen at any stage: an interest, somebody who leaves, the proposer who takes it back."""
    found: Steps = {}
    for stage in stages:
        found |= staying(stage, "propose_recusal")
        found |= {
            (stage, deed): (stage, "escalated")
            for deed in ("declare_interest", "decide_recusal", "leave_table")
        }
        found[stage, "withdraw_proposal"] = ("withdrawn",)
    return found


def rules(steps: Steps, **own: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The rule of every deed in these steps: the common one, unless the method has its own."""
    deeds = {deed for _stage, deed in steps}
    return {deed: who for deed, who in (RULES | own).items() if deed in deeds}
