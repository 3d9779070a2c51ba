"""The stages of a round, and which deed leads from which to which."""

STAGES = ("answering", "talking", "choosing", "agreeing", "agreed", "cancelled")
DEEDS = (
    "close_round",
    "talk_about",
    "note_talk",
    "open_choice",
    "close_choice",
    "agree_actions",
    "cancel_round",
)

STEPS: dict[tuple[str, str], str] = {
    ("answering", "close_round"): "talking",
    ("talking", "talk_about"): "talking",
    ("talking", "note_talk"): "talking",
    ("talking", "open_choice"): "choosing",
    # Back to talking, as long as the choice is open: a team may find while choosing that it hasn't talked
    # enough.
    ("choosing", "talk_about"): "talking",
    ("choosing", "close_choice"): "agreeing",
    ("agreeing", "agree_actions"): "agreed",
    ("answering", "cancel_round"): "cancelled",
    ("talking", "cancel_round"): "cancelled",
    ("choosing", "cancel_round"): "cancelled",
    ("agreeing", "cancel_round"): "cancelled",
}


class StepError(LookupError):
    """This deed isn't possible in this stage."""

    def __init__(self, stage: str, deed: str) -> None:
        super().__init__(f"{deed} isn't possible while {stage}")
        self.stage, self.deed = stage, deed


def step(stage: str, deed: str) -> str:
    """The stage that a deed leads to.

    Raises
    ------
    StepError
        A `LookupError`; carries `stage` and `deed`.
    """
    try:
        return STEPS[stage, deed]
    except KeyError:
        raise StepError(stage, deed) from None
