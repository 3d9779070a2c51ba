"""The six steps of a collaboration check, which deed leads to which, and how much of the clock each takes.

In four of them each writes alone first. `shown` says whether what was written lies on the wall already. The
clock is guidance: no step here knows what time it is.
"""

from koers.domain.refusals import Refused

ALONE = ("helps", "chafes", "hinders", "learned")
STAGES = ("former", *ALONE, "agree")
ENDED = ("kept", "stopped")
#: Minutes per step, twenty together.
MINUTES = {"former": 3, "helps": 3, "chafes": 3, "hinders": 3, "learned": 4, "agree": 4}
TOTAL_MINUTES = sum(MINUTES.values())

_FOLLOWING = dict(zip(STAGES, (*STAGES[1:], "kept"), strict=True))

STEPS: dict[tuple[str, str], str] = {
    ("former", "word_former"): "former",
    **{(stage, "next_step"): _FOLLOWING[stage] for stage in STAGES if stage != "agree"},
    **{(stage, "skip_step"): _FOLLOWING[stage] for stage in STAGES},
    **{(stage, "show_lines"): stage for stage in ALONE},
    # A line that was kept on a phone without a connection still counts, also when the others went on.
    **{(stage, deed): stage for stage in (*ALONE, "agree") for deed in ("write_line", "pass_step")},
    ("agree", "agree_check"): "kept",
    **{(stage, "stop_check"): "stopped" for stage in STAGES},
}


def step(stage: str, deed: str) -> str:
    """The stage that a deed leads to."""
    try:
        return STEPS[stage, deed]
    except KeyError:
        raise Refused("check_elsewhere", deed=deed, stage=stage) from None


def may_write(stage: str, of: str) -> bool:
    """Whether a line of this step is still taken: of the step on the wall, and of those behind it."""
    return of in ALONE and stage in STAGES and STAGES.index(of) <= STAGES.index(stage)


def check_next(stage: str, shown: bool, unsaid: int) -> None:
    """Going on silently over a step isn't possible: it is done, or skipped with a reason."""
    if stage == "former" and unsaid:
        raise Refused("former_unsaid", count=unsaid)
    if stage in ALONE and not shown:
        raise Refused("lines_not_shown")


def check_show(shown: bool, written: int, leader_writes_first: bool) -> None:
    """Lines are laid on the wall once, when there is something, and not before who leads wrote too."""
    if shown:
        raise Refused("check_elsewhere", deed="show_lines", stage="")
    if not written:
        raise Refused("nobody_wrote")
    if leader_writes_first:
        raise Refused("line_first")
