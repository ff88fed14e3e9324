"""Build the world's model from checked content: pydantic objects become plain, frozen ones."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.errors import InputError
from game.scenario import csv_table, election_parameters
from game.scenario.assembly import Content
from game.scenario.place_tables import TABLES, later_table
from game.scenario.schema.scenario import Scenario
from game.scenario.source_files import Source
from game.world import gauges, model, quarter_calendar
from game.world import parameters as world_parameters
from game.world.election.parameters import ElectionParams
from game.world.figure_names import PARTIES
from game.world.model import Model


def build(content: Content) -> Model:
    """Build the model of a scenario's content.

    Raises InputError if tables or numbers don't fit.
    """
    from game.scenario import geography
    from game.scenario.schema import market_forces

    s = content.scenario
    trusts, commissioners, seats = (content.tables[name] for name in TABLES)
    first = quarter_calendar.parse(s.first)
    later: list[tuple[int, Source]] = []
    for quarter in sorted(s.start.commissioners_later, key=quarter_calendar.parse):
        table = content.tables[later_table(quarter)]
        if quarter_calendar.parse(quarter) > first:
            later.append((quarter_calendar.parse(quarter), table))
        else:  # an arm of the lab may begin after the handover
            commissioners = table
    country = geography.read_country(seats.text, governing(s), source=seats.label)
    districts = content.tables.get("districts_csv")
    place = geography.read_place(
        trusts.text,
        commissioners.text,
        country,
        districts=districts,
        trusts_source=trusts.label,
        commissioners_source=commissioners.label,
        later=later,
    )
    place = market_forces.with_forces(place, content.forces)
    country = geography.with_hospitals(country, place)
    try:
        made = model.build(
            place,
            parameters(content),
            country,
            first,
            {name: getattr(s.paths, name) for name in type(s.paths).model_fields},
            rules(s),
            government(s),
            start(s),
            election=election(content),
        )
    except ValueError as error:
        where, _ = content.origins["frame", ""].locate()
        raise InputError(f"The model can't be built: {error}.", where=where) from None
    refuse_empty(made, trusts)
    _refuse_counts(content, made)
    _refuse_budgets(content, made)
    return made


def _refuse_counts(content: Content, made: Model) -> None:
    """Raise InputError if more bodies are at risk at the start than there are."""
    start = content.scenario.start
    for name, wanted, there, noun in (
        ("trusts_at_risk", start.trusts_at_risk, made.place.trusts, "trusts"),
        (
            "commissioners_at_risk",
            start.commissioners_at_risk,
            made.place.commissioners,
            "commissioners",
        ),
    ):
        if wanted > there:
            where, _ = content.origins["frame", ""].locate(("start", name))
            raise InputError(f"{name} is {wanted}, but there are {there} {noun}.", where=where)


def _refuse_budgets(content: Content, made: Model) -> None:
    """Raise InputError if commissioners' budgets don't pay for their contracts of the start."""
    base = made.baseline
    budget, bought = (
        round(float(np.add.reduce(k, axis=None))) for k in (base.allocation, base.commissioned)
    )
    if budget < bought:
        where, _ = content.origins["frame", ""].locate(("start", "params"))
        raise InputError(
            f"The budgets don't add up: commissioners begin with £{budget * 4 / 1e6:.1f}bn a year "
            f"and buy for £{bought * 4 / 1e6:.1f}bn by contract (parameters other_spend, "
            "start_surplus and allocation_sd).",
            where=where,
        )


#: The smallest general hospitals earn four times as much, the smallest trusts of all this (NHS
#: accounts 2013/14): below it a table has a trust that nobody lives near.
LEAST_INCOME_M: Final = 20.0


def refuse_empty(made: Model, trusts: Source) -> None:
    """Raise InputError, with file and line, for a trust that has next to no patients."""
    yearly = made.baseline.income[:, 0] * 4 / 1000
    k = int(np.argmin(yearly))
    if yearly[k] < LEAST_INCOME_M:
        row = csv_table.read(trusts.text, trusts.label, ("id",))[k]
        raise row.error(
            f"'{made.place.trust_name[k]}' would earn £{yearly[k]:.1f}m a year from the people who "
            f"live near it; a trust needs £{LEAST_INCOME_M:.0f}m."
        )


def parameters(content: Content) -> world_parameters.Params:
    """Return the model's parameters: common, the folder's own, then the frame's overrides.

    Raises InputError.
    """
    values = {**content.params, **content.scenario.start.params}
    try:
        return world_parameters.from_mapping(values)
    except ValueError as error:
        where, _ = content.origins["frame", ""].locate(("start", "params"))
        raise InputError(f"{str(error).capitalize()}.", where=where) from None


def election(content: Content) -> ElectionParams:
    """Return the election's parameters: common, then the frame's overrides. Raises InputError."""
    try:
        return election_parameters.parameters(content.scenario.government.params)
    except ValueError as error:
        where, _ = content.origins["frame", ""].locate(("government", "params"))
        raise InputError(f"{str(error).capitalize()}.", where=where) from None


def rules(s: Scenario) -> tuple[gauges.GaugeRule, ...]:
    """Return the gauges' rules as the world reads them."""
    return tuple(
        gauges.GaugeRule(
            rule.gauge,
            rule.base,
            rule.rate,
            tuple(
                gauges.Term(t.cause, t.figure, t.weight, t.pivot, t.side, t.limit, t.usual)
                for t in rule.terms
            ),
        )
        for rule in s.politics
    )


def governing(s: Scenario) -> tuple[str, ...]:
    """Return the governing parties, the leading one first."""
    g = s.government
    return (g.leading,) if g.partner is None else (g.leading, g.partner)


def government(s: Scenario) -> model.Government:
    """Who governs, in indices and integers."""
    g = s.government
    return model.Government(
        leading=PARTIES.index(g.leading),
        partner=None if g.partner is None else PARTIES.index(g.partner),
        opposition=PARTIES.index(g.opposition),
        began=quarter_calendar.parse(g.began),
        election=quarter_calendar.parse(g.election),
        baseline=g.baseline,
        national_share=np.array([g.national_share.get(p, 0.0) for p in PARTIES]),
        free_dissolution_to=(
            None if g.free_dissolution_to is None else quarter_calendar.parse(g.free_dissolution_to)
        ),
    )


def start(s: Scenario) -> model.StartValues:
    """Return the start as the world reads it."""
    at = s.start
    return model.StartValues(
        gauges=dict(at.gauges),
        trusts_at_risk=at.trusts_at_risk,
        commissioners_at_risk=at.commissioners_at_risk,
        entrant_share=dict(at.entrant_share),
        purse_m=at.purse_m,
        treasury_headroom_m=at.treasury_headroom_m,
        tariff_since_start=at.tariff_since_start,
    )
