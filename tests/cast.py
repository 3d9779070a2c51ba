"""A small story, told through the commands: who is who in the tests.

De Linde is a care organisation. Its management team (MT) of seven is helped by Bram, who sits at no chair.
Next door in the same organisation is Wijkteam Noord. Het Baken is another organisation. Olga belongs nowhere.
"""

from dataclasses import dataclass

from koers.apps.ledger.turn import open_stream
from koers.apps.people import commands, queries
from koers.apps.people.models import Invitation, Member, Organisation, Person, Team
from koers.domain.seats import Seat

MT = ("Marieke", "Joost", "Samira", "Pieter-Jan", "Anouk", "Ravi", "Lotte")
NOORD = ("Fatima", "Daan", "Els")


@dataclass(frozen=True)
class Table:
    """A team with everybody on their chair."""

    helper: Member
    ballots: dict[str, str]

    @property
    def team(self) -> Team:
        """The team."""
        return self.helper.team

    @property
    def organisation(self) -> Organisation:
        """Its organisation."""
        return self.team.organisation

    @property
    def facilitator(self) -> Seat:
        """The seat of who helps the team and sits at no chair."""
        return queries.seat_of(self.helper)

    @property
    def names(self) -> list[str]:
        """Who sits there, in seat order."""
        return [str(chair) for chair in queries.table(self.facilitator)]

    def chair(self, name: str) -> Member:
        """The chair of somebody."""
        return queries.table(self.facilitator).select_related("team__stream", "person").get(name=name)

    def seat(self, name: str) -> Seat:
        """The seat somebody acts from."""
        return queries.seat_of(self.chair(name))


def founder(name: str = "Bram") -> Person:
    """Somebody who may found organisations."""
    person = commands.first_founder(name)
    if person.name == name:
        return person
    another = Person.objects.sit_down(name)
    another.founder = True
    another.save(update_fields=["founder"])
    return another


def organisation(name: str = "De Linde", by: str = "Bram") -> Organisation:
    """A new organisation."""
    return commands.found_organisation(queries.seat_of_person(founder(by)), name)


def set_table(home: Organisation, team: str, names: tuple[str, ...]) -> Table:
    """A new team whose chairs have names and are still free."""
    seat = queries.seat_of_person(home.founder)
    return Table(commands.open_team(seat, home, team, names), {})


def door(table: Table) -> Invitation:
    """The team's open invitation."""
    return commands.invite(table.facilitator, table.team)


def sit(table: Table, name: str, person: Person | None = None) -> Member:
    """Somebody takes the chair with their name, through the open door."""
    return _claim(table, door(table), table.chair(name), person)


def _claim(table: Table, invitation: Invitation, free: Member, person: Person | None = None) -> Member:
    guest = queries.guest_seat(invitation, person)
    chair, table.ballots[free.name] = commands.claim_seat(guest, invitation, free.pk, free.name, person)
    return chair


def seated(home: Organisation, team: str, names: tuple[str, ...]) -> Table:
    """A new team with everybody on their chair."""
    table = set_table(home, team, names)
    invitation = door(table)
    for free in queries.table(table.facilitator):
        _claim(table, invitation, free)
    return table


def de_linde() -> Table:
    """De Linde's MT of seven."""
    return seated(organisation(), "MT", MT)


def next_door(linde: Table) -> Table:
    """The other team of the same organisation."""
    return seated(linde.organisation, "Wijkteam Noord", NOORD)


def elsewhere() -> Table:
    """A team of another organisation."""
    return seated(organisation("Het Baken", by="Hugo"), "Directie", ("Willem", "Yara", "Koen"))


def outsider() -> Person:
    """Somebody with a device and a name, at no table."""
    return Person.objects.sit_down("Olga")


def observer(table: Table) -> Member:
    """Somebody who may look on. No command makes one yet, so this row is written here."""
    return Member.objects.create(
        stream_id=table.team.stream_id,
        team=table.team,
        name="Iris",
        person=Person.objects.sit_down("Iris"),
        observer=True,
    )


def empty_stream() -> int:
    """A stream without entries, for tests of the ledger alone."""
    return open_stream("organisation").pk
