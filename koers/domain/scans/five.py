"""The five S's, their parts, and the limits of what one fills in."""

from datetime import date, timedelta

FIVE = ("direction", "synergy", "structure", "steering", "success")

PARTS: dict[str, tuple[str, ...]] = {
    "direction": ("assignment", "view_on_leading", "mission_and_vision", "strategy", "year_plan"),
    "synergy": (
        "values_and_behaviour",
        "feedback_and_appreciation",
        "healthy_conflict",
        "differing_preferences",
    ),
    "structure": ("working_agreements", "live_or_apart", "roles_and_ownership", "deciding_and_recording"),
    "steering": ("information", "indicators", "stakeholders_and_communication", "year_planning", "risks"),
    "success": ("reflection", "capacity", "joy_and_wellbeing", "development", "goals_and_progress"),
}

#: Where a tie is left, the five stand in their own order, and a part stands where it stands in its S.
PLACE = {code: place for place, code in enumerate((*FIVE, *(part for s in FIVE for part in PARTS[s])))}

LOWEST_STEP, HIGHEST_STEP = 1, 5

WHY_LIMIT = 1000
NAME_LIMIT = 80
ACTION_LIMIT = 200

ACTIONS_NEEDED = 2
DAYS_TO_ACT = 30


def latest_due(today: date) -> date:
    """The last day that an action agreed today may be due."""
    return today + timedelta(days=DAYS_TO_ACT)
