"""Write the model guide from the code's own terms: what reads what, and whence the numbers.

Each mechanism is a module of ``game.world.market``. Its syntax tree says which parameters, knobs
and gauges it reads and which arrays it moves; the gauges' causes are the scenario's data. So the
guide can't describe another model than the one that runs.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.lab import overrides, reference_data
from game.lab.experiment_arm import content_of
from game.paths import assets_dir
from game.scenario import source_files
from game.world import endowments
from game.world.figure_names import GAUGES, METRICS
from game.world.knobs import NATIONAL, TRUST
from game.world.world_state import World

#: The mechanisms in the order of a quarter, as ``world.quarter`` runs them.
ORDER: Final = (
    "prevention",
    "prices",
    "forces",
    "rationing",
    "demand",
    "choice",
    "capacity",
    "best_practice",
    "ambulance",
    "income",
    "capital",
    "loans",
    "cost",
    "result",
    "quality",
    "entry",
    "contingency",
    "commissioning",
    "lodgement",
    "displacement",
    "failure",
)
_FIELDS: Final = frozenset(World.__dataclass_fields__)
#: Functions of a mechanism that stand in another module of ``game.world``: those that are
#: called with numbers by the quarter itself, and constants that are worked out once.
_ELSEWHERE: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "ambulance": ("market.initial_conditions", ("journeys_worth", "ambulance_rows")),
    "best_practice": ("market.initial_conditions", ("scores",)),
    "capacity": ("crowding", ("ae_loss",)),
    "capital": ("market.initial_conditions", ("own_charges",)),
    "choice": ("quarter", ("_flows",)),
    "commissioning": ("precomputed", ("commissioning",)),
    "displacement": ("market.initial_conditions", ("heirs",)),
    "forces": (
        "market.initial_conditions",
        ("forces_of", "agency_share", "inputs", "staff", "rest"),
    ),
    "income": ("precomputed", ("prices",)),
    "rationing": ("market.initial_conditions", ("regions_of",)),
}


@dataclass(frozen=True, slots=True)
class MarketModule:
    """One module of the market: its first words, and the names that it reads and moves."""

    name: str
    title: str
    text: str
    params: tuple[str, ...]
    knobs: tuple[str, ...]
    gauges: tuple[str, ...]
    before: tuple[str, ...]  # arrays of the last quarter's end
    reads: tuple[str, ...]  # arrays as they are in this quarter
    moves: tuple[str, ...]


def mechanism(name: str) -> MarketModule:
    """Return what a module's code reads and moves."""
    module = importlib.import_module(f"game.world.market.{name}")
    source = Path(inspect.getfile(module)).read_text("utf-8")
    tree = ast.parse(source)
    found = _Names()
    found.visit(tree)
    if name in _ELSEWHERE:
        where, functions = _ELSEWHERE[name]
        other = importlib.import_module(f"game.world.{where}")
        for node in ast.parse(Path(inspect.getfile(other)).read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name in functions:
                found.visit(node)
    words = (module.__doc__ or "").strip().split("\n\n")
    return MarketModule(
        name=name,
        title=" ".join(words[0].split()),
        text=" ".join(" ".join(words[1:]).split()),
        params=tuple(sorted(found.params)),
        knobs=tuple(sorted(found.knobs & {*NATIONAL, *TRUST})),
        gauges=tuple(sorted(found.gauges)),
        before=tuple(sorted(found.before & _FIELDS)),
        reads=tuple(sorted((found.reads - found.moves) & _FIELDS)),
        moves=tuple(sorted(found.moves & _FIELDS)),
    )


class _Names(ast.NodeVisitor):
    """Collects attributes by the name of what they hang on: p, knobs, before, world."""

    def __init__(self) -> None:
        self.params: set[str] = set()
        self.knobs: set[str] = set()
        self.gauges: set[str] = set()
        self.before: set[str] = set()
        self.reads: set[str] = set()
        self.moves: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = node.value
        word = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        if word in ("p", "params"):
            self.params.add(node.attr)
        elif word == "before":
            self.before.add(node.attr)
        elif word == "world":
            (self.moves if isinstance(node.ctx, ast.Store) else self.reads).add(node.attr)
        elif word == "now" and node.attr in ("capability", "grip"):
            gauge = {"capability": "commissioner_capability", "grip": "management_capacity"}
            self.gauges.add(gauge[node.attr])
        elif word == "now" and node.attr in ("alive", "only_open"):
            self.before.add("open")
        elif word == "now" and node.attr == "led":
            self.before.add("admin_stage")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.ctx, ast.Store):
            self._moved(node.value)
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        """Note the array of the world that an ``out=`` writes to, whole or in part."""
        if node.arg == "out":
            into = node.value
            self._moved(into.value if isinstance(into, ast.Subscript) else into)
        self.generic_visit(node)

    def _moved(self, target: ast.expr) -> None:
        if isinstance(target, ast.Attribute):
            owner = target.value
            if isinstance(owner, ast.Name) and owner.id == "world":
                self.moves.add(target.attr)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Attribute) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                if called.attr in ("of", "of_trusts", "asked", "thousands"):
                    self.knobs.add(first.value)
                elif called.attr == "gauge_of":
                    self.gauges.add(first.value)
        self.generic_visit(node)


def market_map(mechanisms: list[MarketModule]) -> list[str]:
    """Return the causal map as Mermaid lines: who moves what another mechanism reads."""
    lines = ["flowchart LR"]
    lines += [f'  {m.name}["{m.name}"]' for m in mechanisms]
    place = {m.name: i for i, m in enumerate(mechanisms)}
    for source in mechanisms:
        for target in mechanisms:
            now = sorted(set(source.moves) & set(target.reads))
            if now and place[source.name] < place[target.name]:
                lines.append(f"  {source.name} -->|{', '.join(now)}| {target.name}")
            later = sorted(set(source.moves) & set(target.before))
            if later:
                lines.append(f"  {source.name} -.->|{', '.join(later)}| {target.name}")
    for m in mechanisms:
        lines += [f"  {g}([{g}]) --> {m.name}" for g in m.gauges]
    return lines


def gauge_map(scenario: str) -> list[str]:
    """Return the gauges' causes as Mermaid lines, from the scenario's data."""
    lines = ["flowchart LR"]
    for rule in content_of(scenario).scenario.politics:
        for term in rule.terms:
            sign = "+" if term.weight > 0 else "−"
            shape = f"{term.figure}([{term.figure}])" if term.figure in GAUGES else term.figure
            arrow = "-.->" if term.usual else "-->"  # of what people are used to, which is the past
            lines.append(f"  {shape} {arrow}|{sign}| {rule.gauge}([{rule.gauge}])")
    return lines


def guide(scenario: str = "december-2013") -> str:
    """Return the whole guide as Markdown."""
    from jinja2 import Environment, FileSystemLoader

    made = [mechanism(name) for name in ORDER]
    known = overrides.parameters()
    used = {name for m in made for name in m.params}
    left_out: Any = source_files.read(source_files.common_dir() / "left_out.yaml").data
    template = Environment(  # Markdown, not HTML: nothing to escape
        loader=FileSystemLoader(assets_dir() / "templates"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("model.md")
    return template.render(
        scenario=scenario,
        mechanisms=made,
        parameters=known,
        dealt=" ".join((endowments.__doc__ or "").split()),
        others=[p for name, p in known.items() if name not in used],
        market_map=market_map(made),
        gauge_map=gauge_map(scenario),
        rules=content_of(scenario).scenario.politics,
        metrics=METRICS,
        left_out=left_out,
        forces=content_of(scenario).forces,
        facts=(*reference_data.held_out(), *reference_data.unseen()),
    )
