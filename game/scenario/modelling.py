"""From checked content to the world's model: pydantic objects become plain, frozen ones."""

from __future__ import annotations

from game.errors import InputError
from game.scenario import electing
from game.scenario.gather import TABLES, Content
from game.scenario.setup import Scenario
from game.world import calendar, model, params, politics
from game.world.election.params import ElectionParams
from game.world.model import Model
from game.world.names import PARTIES


def build(content: Content) -> Model:
    """The model of a scenario's content. Raises InputError if tables or numbers don't fit."""
    from game.scenario import forces, geography

    s = content.scenario
    trusts, commissioners, seats = (content.tables[name] for name in TABLES)
    country = geography.country(seats.text, governing(s), source=seats.label)
    place = geography.place(
        trusts.text,
        commissioners.text,
        country,
        trusts_source=trusts.label,
        commissioners_source=commissioners.label,
    )
    place = forces.applied(place, content.forces)
    country = geography.with_hospitals(country, place)
    try:
        return model.build(
            place,
            parameters(content),
            country,
            calendar.parse(s.first),
            {name: getattr(s.paths, name) for name in type(s.paths).model_fields},
            rules(s),
            government(s),
            start(s),
            election=election(content),
        )
    except ValueError as error:
        where, _ = content.origins["frame", ""].place()
        raise InputError(f"The model can't be built: {error}.", where=where) from None


def parameters(content: Content) -> params.Params:
    """The model's parameters: common, the folder's own, then the frame's overrides."""
    values = {**content.params, **content.scenario.start.params}
    try:
        return params.from_mapping(values)
    except ValueError as error:
        where, _ = content.origins["frame", ""].place(("start", "params"))
        raise InputError(f"{str(error).capitalize()}.", where=where) from None


def election(content: Content) -> ElectionParams:
    """The election's parameters: common, then the frame's overrides."""
    try:
        return electing.parameters(content.scenario.government.params)
    except ValueError as error:
        where, _ = content.origins["frame", ""].place(("government", "params"))
        raise InputError(f"{str(error).capitalize()}.", where=where) from None


def rules(s: Scenario) -> tuple[politics.GaugeRule, ...]:
    """The gauges' rules as the world reads them."""
    return tuple(
        politics.GaugeRule(
            rule.gauge,
            rule.base,
            rule.rate,
            tuple(
                politics.Term(t.cause, t.figure, t.weight, t.pivot, t.side, t.limit)
                for t in rule.terms
            ),
        )
        for rule in s.politics
    )


def governing(s: Scenario) -> tuple[str, ...]:
    """The governing parties, the leading one first."""
    g = s.government
    return (g.leading,) if g.partner is None else (g.leading, g.partner)


def government(s: Scenario) -> model.Government:
    """Who governs, in indices and integers."""
    import numpy as np

    g = s.government
    return model.Government(
        leading=PARTIES.index(g.leading),
        partner=None if g.partner is None else PARTIES.index(g.partner),
        opposition=PARTIES.index(g.opposition),
        began=calendar.parse(g.began),
        election=calendar.parse(g.election),
        baseline=g.baseline,
        national_share=np.array([g.national_share.get(p, 0.0) for p in PARTIES]),
        free_dissolution_to=(
            None if g.free_dissolution_to is None else calendar.parse(g.free_dissolution_to)
        ),
    )


def start(s: Scenario) -> model.StartValues:
    """The start, as the world reads it."""
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
