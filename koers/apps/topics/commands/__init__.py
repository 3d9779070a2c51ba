"""Deeds about topics: bringing one up, looking how to treat it, and everything that can come of it."""

from koers.apps.topics.commands.closing import open_up_topic, restrict_topic
from koers.apps.topics.commands.deciding import topic_decided, topic_proposed, topic_returned
from koers.apps.topics.commands.moving import (
    hear_topic,
    let_go_topic,
    postpone_topic,
    reopen_topic,
    settle_topic,
    talk_about_topic,
)
from koers.apps.topics.commands.telling import edit_topic, raise_topic
from koers.apps.topics.commands.treating import triage_topic

__all__ = [
    "edit_topic",
    "hear_topic",
    "let_go_topic",
    "open_up_topic",
    "postpone_topic",
    "raise_topic",
    "reopen_topic",
    "restrict_topic",
    "settle_topic",
    "talk_about_topic",
    "topic_decided",
    "topic_proposed",
    "topic_returned",
    "triage_topic",
]
