"""What an office's duty says, before the kinds that it names are looked up."""

import attrs

from ..model.duties import Deed, Duty, Every


@attrs.frozen(kw_only=True)
class LocalDuty:
    """A duty, or a month of a campaign, of an office's own.

    Attributes:
        id: Its identifier: ``campaign_month``.
        title: What is to be done, as the office calls it: 双拥宣传月.
        kind: The kind whose rows fulfil it, by label or full name.
        field: A choice field of that kind, by label or identifier; with ``choices``: what it must say, any of these.
        choices: See ``field``.
        words: What the row's title must hold, any of these.
        every: year, half, quarter or month; or else ``first`` and ``last``, or ``festivals``.
        months: For ``every = "month"``: in which months.
        first: The first day of its time in any year: ``07-01``.
        last: The last day of its time: ``07-31``.
        festivals: Around which festivals: 八一.
        times: How often each time; 0 with ``replaces`` takes that duty away.
        counts: The measure that is added up to ``times``, by label or identifier.
        lead: How many days before its last day people are reminded.
        source: The paper that it comes from.
        sectors: Whom it binds, by the sectors' ids or labels; empty for all.
        units: Words of which a unit's name must hold one; empty for all.
        replaces: The full name of a duty that it stands in place of: ``core.news``.
    """

    id: str
    title: str = ""
    kind: str = ""
    field: str = ""
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    every: str = ""
    months: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    festivals: tuple[str, ...] = ()
    times: int = 1
    counts: str = ""
    lead: int = 20
    source: str = ""
    sectors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    replaces: str = ""

    @property
    def duty(self) -> Duty:
        """The duty that it makes, its names looked up before."""
        choices = {self.field: self.choices} if self.field else {}
        every: Every | None = self.every or None  # type: ignore[assignment]  # held against the values when it is fitted
        return Duty(
            id=self.id,
            title=self.title,
            deeds=(Deed(self.kind, choices, self.words),) if self.kind else (),
            every=every,
            months=self.months,
            festivals=self.festivals,
            windows=((self.first, self.last),) if self.first or self.last else (),
            times=self.times,
            counts=self.counts,
            lead=self.lead,
            basis="local",
            source=self.source,
            units=self.units,
            replaces=self.replaces,
        )
