"""Deeds of the round of the success sentence: alone, side by side, together, and on to a decision."""

from koers.apps.direction import queries
from koers.apps.direction.commands import documents as documenting
from koers.apps.direction.models import Carry, Draft, Sentence, SentenceRound
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain.direction import documents, sentence
from koers.domain.direction import lines as written
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system


def open_sentence(seat: Seat, team: Team, key: str | None = None) -> SentenceRound:
    """Ask everybody at the table to complete the sentence, each alone."""
    with turn(seat, "open_sentence", key=key) as t:
        if t.before:
            return queries.the(SentenceRound, seat, _number_of(t))
        if queries.open_round(seat):
            raise Refused("sentence_open")
        number = queries.rounds(seat).count() + 1
        made = t.place(SentenceRound(team=team, number=number, opened=t.now))
        t.record(made, members=[chair.pk for chair in people.table(seat) if chair.taken])
    return made


def _number_of(t: Turn) -> int:
    assert t.before is not None
    return int(t.before.subject.rpartition(":")[2])


def give_sentence(seat: Seat, pk: int, text: str, key: str | None = None) -> None:
    """Complete the sentence. Until the sentences are shown one may still change one's own."""
    text = sentence.given(text)
    with turn(seat, "give_sentence", key=key) as t:
        if t.before:
            return
        found = t.take(SentenceRound, pk)
        own = found.sentences.filter(member=seat.chair).first()
        sentence.check_give(found.stage, own is not None)
        own = own or Sentence(round=found, member_id=seat.chair, name=people.name_of(seat))
        own.text, own.at = text, t.now
        own.save()
        t.record(found, member=seat.chair, late=found.stage != "writing", private={"text": text})
    _show_when_all_gave(seat, pk)


def _show_when_all_gave(seat: Seat, pk: int) -> None:
    """When everybody who sits gave theirs; a walk-in table can't know that."""
    found = queries.the(SentenceRound, seat, pk)
    if found.stage != "writing" or found.team.walk_in or queries.standing(seat, found).writing:
        return
    assert seat.stream is not None
    try:
        show_sentences(system(seat.stream, seat.home), pk)
    except Refused:
        return  # somebody showed them in between, or there is only one yet


def show_sentences(seat: Seat, pk: int) -> None:
    """Lay them side by side, also when somebody is still writing."""
    with turn(seat, "show_sentences") as t:
        found = t.take(SentenceRound, pk)
        stands = queries.standing(seat, found)
        sentence.check_show(len(stands.given), seat.has("member") and stands.own is None)
        found.stage, found.shown = sentence.step(found.stage, t.deed), t.now
        found.save(update_fields=["stage", "shown"])
        t.record(found, gave=len(stands.given))


def merge_sentences(seat: Seat, pk: int, text: str, seen: int, key: str | None = None) -> None:
    """Write the sentence that carries them all. `seen` is the version it was written beside."""
    with turn(seat, "merge_sentences", key=key) as t:
        if t.before:
            return
        found = t.take(SentenceRound, pk)
        found.merged = sentence.check_merge(seen, found.version, text, found.merged)
        found.merged_by, found.version = people.called(seat), found.version + 1
        found.save(update_fields=["merged", "merged_by", "version"])
        authors = [one.member_id for one in found.sentences.all()]
        t.record(found, version=found.version, members=authors, private={"text": found.merged})


def carry_sentence(
    seat: Seat, pk: int, seen: int, carries: bool | None, word: str = "", key: str | None = None
) -> None:
    """Say whether this text carries one's own sentence, and if not, what is missing."""
    with turn(seat, "carry_sentence", key=key) as t:
        if t.before:
            return
        found = t.take(SentenceRound, pk)
        word = sentence.check_carry(seen, found.version, carries, word)
        if not found.sentences.filter(member=seat.chair).exists():
            raise Refused("sentence_first")
        said = found.carries.filter(member=seat.chair, version=seen).first()
        said = said or Carry(round=found, member_id=seat.chair, version=seen, name=people.name_of(seat))
        said.carries, said.word = bool(carries), word
        said.save()
        t.record(found, member=seat.chair, version=seen, carries=carries, private={"word": word})


def settle_sentence(seat: Seat, pk: int, begins: str, key: str | None = None) -> Draft:
    """Make the merged sentence a draft that the team decides on. `begins` is how the sentence begins."""
    with turn(seat, "settle_sentence", key=key) as t:
        if t.before:
            return queries.the(Draft, seat, t.before.data["draft"])
        found = t.take(SentenceRound, pk)
        if not found.version:
            raise Refused("nothing_merged")
        held = documenting.of_kind(t, found.team, "sentence")
        text = documents.Text(text=sentence.whole(begins, found.merged))
        documents.check_changed(held.says, text)
        why = written.why(_names(found))
        draft = documenting.put(t, held, text, why, ends=False)
        _end(t, found)
        t.link("came_from", found, draft)
        t.record(found, draft=draft.pk, becomes=draft.code, settle=people.who_guard(seat))
    return draft


def _names(found: SentenceRound) -> str:
    """Whose sentences it was made of: the reason that stands with it."""
    return ", ".join(one.name for one in found.sentences.all())[: written.WHY_LIMIT]


def stop_sentence(seat: Seat, pk: int, reason: str) -> None:
    """End it without a sentence, and say why. What was written stays."""
    reason = written.why(reason, "reason")
    with turn(seat, "stop_sentence") as t:
        found = t.take(SentenceRound, pk)
        found.reason = reason
        _end(t, found)
        t.record(found, private={"reason": reason})


def _end(t: Turn, found: SentenceRound) -> None:
    found.stage, found.ended = sentence.step(found.stage, t.deed), t.now
    found.save()
