"""The cards, figures and scoring of the tests' own small scenario."""

from __future__ import annotations

from typing import Any

from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Agenda, Event, Lever
from game.world.figure_names import FIGURES
from tests.world import fixtures as land

PROSE = "A card of the tests' own scenario, with as many words as the schema asks of a card. " * 2


EXACT_TO: dict[str, tuple[Role, ...]] = {
    "trusts_warned": ("monitor",),
    "net_surplus_m": ("monitor",),
    "morale": ("unions",),
    "nerves_market": ("number10",),
    "nerves_local": ("number10",),
    "backbench_nerves": ("number10",),
    "coalition_strain": ("number10",),
    "treasury_headroom_m": ("secretary",),
}


PUBLISHED = {"trusts_warned", "waits", "quality", "net_surplus_m", "morale"}


def lever(name: str, role: Role, clout: float, *effects: dict[str, Any], **more: Any) -> Lever:
    return Lever.model_validate(
        {
            "id": name,
            "role": role,
            "names": [{"title": name.replace("_", " ").capitalize()}],
            "prose": PROSE,
            "clout": clout,
            "effects": list(effects),
            **more,
        }
    )


def shock(gauge: str, by: float, **more: Any) -> dict[str, Any]:
    return {"do": "shock", "gauge": gauge, "by": by, **more}


def knob(name: str, by: float, **more: Any) -> dict[str, Any]:
    return {"do": "knob", "knob": name, "by": by, **more}


def trusts(name: str, by: float, on: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"do": "trusts", "knob": name, "by": by, "on": on, **more}


def special(act: str, **more: Any) -> dict[str, Any]:
    return {"do": "special", "act": act, **more}


LEVERS = (
    # No 10
    lever("stop_market", "number10", 2, {"do": "bar", "tags": ["market"], "quarters": 2},
          shock("nerves_market", 3), cool_down=4,
          counters={"tags": ["market"], "mode": "bar"}),
    lever("speech", "number10", 2, shock("reform_support", 5), shock("momentum", 5),
          special("double_blame", quarters=None), tired=0.45, counters={"levers": ["attack"]}),
    lever("summon", "number10", 1, special("summon_secretary"), shock("nerves_local", -3),
          target={"kind": "tag", "tags": ["money", "staff"]}),
    lever("reshuffle", "number10", 4, special("dismiss_secretary"), shock("momentum", 10),
          once=True, cool_down=20),
    lever("go_country", "number10", 4, special("dissolve"), once=True, cool_down=20,
          requires={"any": [{"to_quarter": "2013Q3"}, {"figure": "coalition_strain", "above": 70}]},
          requires_text="it takes lost confidence: strain above 70"),
    lever("pledge", "number10", 2, trusts("protected", 1, {"among": "chosen"}, quarters=4),
          shock("nerves_local", -6),
          target={"kind": "trusts", "n": 2, "among": {"marginal": True}}),
    lever("whip", "number10", 1, shock("nerves_local", -6), shock("nerves_market", -6), tired=0.5),
    lever("treasury", "number10", 2, knob("purse_m", 350), shock("treasury_nerves", 4),
          yearly=True),
    # Monitor
    lever("ruling", "monitor", 2, shock("board_independence", 4, met=True),
          counters={"levers": ["bail_out"]}),
    lever("letters", "monitor", 1, special("open_books", quarters=2),
          target={"kind": "role", "roles": ["secretary", "unions"]}),
    lever("new_board", "monitor", 1,
          trusts("quality_push", 0.5, {"among": "chosen"}, quarters=5),
          target={"kind": "trusts", "n": 2, "among": {"status": "ft", "among": "at_risk"}}),
    lever("tariff", "monitor", 2, knob("tariff_pct", 0.8, quarters=4), yearly=True,
          countersign="secretary"),
    lever("price_war", "monitor", 1, knob("price_competition", 0.4, quarters=4), tags=["market"]),
    lever("pool", "monitor", 1, knob("pool_levy_pct", 0.4, quarters=4), yearly=True),
    lever("stand_firm", "monitor", 1, shock("board_independence", 7), tired=0.45,
          counters={"levers": ["direct"]}),
    # Secretary
    lever("bail_out", "secretary", 1,
          trusts("support_k", 25_000, {"among": "at_risk", "n": 6, "marginals_first": True}),
          trusts("efficiency", 0.55, {"among": "at_risk", "n": 6, "marginals_first": True},
                 quarters=3),
          shock("nerves_local", -4), shock("board_independence", -4), purse_m=150, tags=["money"],
          counts=["bail_outs"]),
    lever("open_market", "secretary", 2, knob("entry_target", 0.07, quarters=6),
          shock("reform_delivered", 4), shock("resistance", 2), tags=["market"]),
    lever("direct", "secretary", 2, trusts("income_pct", 1.2, {"among": "at_risk"}, quarters=3),
          shock("board_independence", -11)),
    lever("name_names", "secretary", 1, trusts("list", 1, {"among": "at_risk", "n": 4}),
          shock("media_heat", 9), requires={"figure": "trusts_at_risk", "above": 1}),
    lever("administration", "secretary", 2, trusts("administer", 1, {"among": "chosen"}),
          shock("media_heat", 4), purse_m=20,
          target={"kind": "trusts", "n": 2, "among": {"status": "nhs_trust", "among": "at_risk"}}),
    lever("offer", "secretary", 1, shock("morale", 6), shock("resistance", -6), purse_m=80,
          tags=["staff"]),
    lever("support", "secretary", 1, {"do": "push", "gauge": "commissioner_capability", "by": 10,
          "after": 1, "quarters": 4}, purse_m=80),
    lever("freeze", "secretary", 1, knob("tariff_set_pct", 0, quarters=4), yearly=True),
    # Unions
    lever("attack", "unions", 2, shock("reform_support", -6), knob("entry_uptake", 0.6, quarters=5),
          counters={"tags": ["market"]}),
    lever("ballot", "unions", 1, {"do": "flag", "flag": "balloted", "after": 1, "quarters": 3}),
    lever("strike", "unions", 2, knob("activity_pct", -5), shock("morale", 4),
          shock("nhs_satisfaction", -2, when={"figure": "waits", "above": 45}),
          requires={"flag": "balloted"}, requires_text="needs a ballot", tags=["strike"],
          counts=["strikes"]),
    lever("review", "unions", 2, trusts("stay", 1, {"among": "in_administration"}),
          trusts("quash", 1, {"among": "in_administration"}, after=1)),
    lever("organise", "unions", 1, {"do": "push", "gauge": "unions_standing", "by": 7}, tired=0.45),
    lever("reps", "unions", 1, {"do": "cheaper", "lever": "strike", "by": 1, "quarters": 4},
          {"do": "clout", "role": "unions", "by": 0.5}),
    lever("whistle", "unions", 1, special("reveal_quality", quarters=4), shock("media_heat", 6),
          target={"kind": "trusts", "n": 1, "among": {"among": "all"}}),
    # the campaign
    lever("bus", "number10", 1, shock("nhs_satisfaction", 4), kind="campaign"),
    lever("tour", "secretary", 1, shock("secretary_standing", 4), kind="campaign",
          counters={"levers": ["doorstep"]}),
    lever("accounts", "monitor", 1, shock("monitor_standing", 3), kind="campaign"),
    lever("doorstep", "unions", 1, shock("nhs_salience", 5), kind="campaign"),
    lever("repeal", "unions", 1, special("cash_repeal_pledge"), kind="campaign"),
)  # fmt: skip


EVENTS = tuple(
    Event.model_validate({"title": f"Event {e['id']}", "prose": PROSE, **e})
    for e in (
        {
            "id": "murmurs",
            "answers": "secretary",
            "repeats": True,
            "options": [
                {"id": "hold", "title": "Hold the line", "prose": "Nothing is given away today.",
                 "effects": [shock("momentum", 1), shock("nerves_local", 2)]},
                {"id": "detail", "title": "Detail now", "prose": "Money and a promise of detail.",
                 "clout": 1, "purse_m": 50, "effects": [shock("resistance", -4)]},
            ],
        },
        {
            "id": "winter",
            "answers": "number10",
            "on": "2014Q1",
            "options": [
                {"id": "cash", "title": "Winter cash", "prose": "Support goes to three trusts.",
                 "purse_m": 30,
                 "effects": [trusts("support_k", 10_000, {"among": "at_risk", "n": 3})]},
                {"id": "plan", "title": "The plan", "prose": "There is a plan, and it is that."},
            ],
        },
        {
            "id": "reckoning",
            "answers": "unions",
            "spine": 1,
            "trigger": {"used": "open_market"},
            "options": [
                {"id": "ballot", "title": "Ballot", "prose": "Members are asked at once.",
                 "effects": [{"do": "flag", "flag": "balloted", "quarters": 3}]},
                {"id": "wait", "title": "Wait", "prose": "Members are asked to wait a while."},
            ],
        },
        {
            "id": "doubts",
            "answers": "monitor",
            "trigger": {"figure": "treasury_nerves", "above": 99},
            "options": [
                {"id": "yes", "title": "Rebuke", "prose": "A letter is sent and published."},
                {"id": "no", "title": "Silence", "prose": "No letter is sent this time."},
            ],
        },
    )
)  # fmt: skip


THIRDS = [0.33, 0.66, 1]


AGENDAS = tuple(
    Agenda.model_validate({"title": f"Agenda {a['id']}", "prose": PROSE, **a})
    for a in (
        {"id": "no_money", "role": "secretary", "measure": {"count": "support_paid_m"},
         "rises": False, "levels": [500, 600, 700], "since": THIRDS,
         "throughout": {"count": "bail_outs", "below": 1}, "against": ["peace"]},
        {"id": "grip", "role": "secretary", "measure": {"figure": "management_capacity"},
         "rises": True, "levels": [20, 20, 20], "since": THIRDS, "against": ["apart"]},
        {"id": "entry", "role": "secretary", "rises": True, "levels": [1.1, 1.2, 1.3],
         "measure": {"figure": "new_entrant_share", "ratio": True}, "against": ["peace", "calm"]},
        {"id": "same", "role": "number10", "measure": {"figure": "secretary_standing"},
         "rises": True, "levels": [20, 30, 40], "since": THIRDS,
         "throughout": {"count": "sackings", "below": 1}, "against": ["apart"]},
        {"id": "calm", "role": "number10", "measure": {"figure": "coalition_strain"},
         "rises": False, "levels": [60, 50, 35]},
        {"id": "upheld", "role": "monitor", "measure": {"count": "administrations_upheld"},
         "rises": True, "levels": [0, 1, 2]},
        {"id": "apart", "role": "monitor", "measure": {"figure": "board_independence"},
         "rises": True, "levels": [10, 20, 30], "since": THIRDS,
         "throughout": {"figure": "board_independence", "above": 10}},
        {"id": "court", "role": "unions", "measure": {"count": "reviews_won"}, "rises": True,
         "levels": [0, 1, 2], "against": ["upheld"]},
        {"id": "peace", "role": "unions", "measure": {"figure": "morale"}, "rises": True,
         "levels": [10, 10, 10], "since": THIRDS, "throughout": {"count": "strikes", "below": 1}},
    )
)  # fmt: skip


def figures() -> list[dict[str, Any]]:
    return [
        {
            "figure": name,
            "title": name.replace("_", " ").capitalize()[:48],
            "short": name[:18],
            "unit": "count" if name.startswith("trusts") else "points",
            "good": "none",
            "glossary": "A figure of the tests' own scenario.",
            "visibility": {
                "public": "published"
                if name in PUBLISHED
                else "hidden"
                if name in EXACT_TO
                else "exact",
                "exact_to": list(EXACT_TO.get(name, ())),
            },
            "round_to": 0.001 if name in ("quality", "waits") else 1,
        }
        for name in FIGURES
    ]


def politics() -> list[dict[str, Any]]:
    return [
        {
            "gauge": rule.gauge,
            "base": rule.base,
            "rate": rule.rate,
            "terms": [
                {"cause": t.cause, "figure": t.figure, "weight": t.weight, "pivot": t.pivot,
                 "side": t.side, "limit": t.limit}
                for t in rule.terms
            ],
        }
        for rule in land.RULES
    ]  # fmt: skip


def _term(name: str, value: str, zero: float, full: float, points: float) -> dict[str, Any]:
    return {"name": name, "value": value, "zero_at": zero, "full_at": full, "points": points}


SCORING = {
    "national": [_term("Waits", "waits", 80, 20, 50), _term("Quality", "quality", 30, 80, 50)],
    "roles": {
        "secretary": [
            _term("Reform", "reform_delivered", 20, 80, 60),
            _term("The service", "national", 0, 100, 40),
        ],
        "number10": [
            _term("Seats", "seats", 200, 400, 60),
            _term("Coalition", "coalition_strain", 90, 20, 40),
        ],
        "monitor": [
            _term("Independence", "board_independence", 0, 100, 60),
            _term("At risk later", "inherited_trusts_at_risk", 20, 0, 40),
        ],
        "unions": [
            _term("Morale", "change_morale", -20, 20, 60),
            _term("Pledge", "repeal_pledge", -1, 1, 40),
        ],
    },
    "collapse": [
        _term("Waits", "waits", 0, 100, 40),
        _term("Care", "quality", 66, 58, 30),
        _term("Hospitals at risk", "trusts_at_risk", 0, 50, 30),
        _term("A Treasury out of patience", "treasury_nerves", 48, 67, 10),
        _term("Commissioners out of their depth", "commissioner_capability", 62, 48, 10),
        _term("A Board ordered about", "board_independence", 66, 30, 10),
    ],
    "collapse_at": 75,
    "par": dict.fromkeys(ROLES, 50),
    "spread": dict.fromkeys(ROLES, 12),
}
