"""The game's drawings: portraits of offices, pictures of kinds and stories, rooms.

``portrait``, ``card_art``, ``vignette`` and ``room`` return a surface of exactly the size asked
for, kept for the next time. None ever fails: a picture that is missing or can't be read gives a
plain field in its place, and ``missing`` names it, so that the application can say so once.
The drawings are made by ``python -m tests.art.draw``; screens show them through
``game.desktop.kit.pictures``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, get_args

import pygame

from game import files, paths
from game.desktop.theme import Colour, make
from game.scenario.schema.base import ROLES, Role
from game.telling.story import Picture

Mood = Literal["calm", "strained"]
MOODS: Final[tuple[Mood, ...]] = ("calm", "strained")
#: Kinds of orders that have a drawing, as levers are tagged with them.
KINDS: Final = (
    "law",
    "politics",
    "regulation",
    "transparency",
    "rhetoric",
    "price",
    "money",
    "campaign",
    "staff",
    "market",
    "takeover",
    "subsidy",
    "bail_out",
    "strike",
    "integration",
    "cut",
    "closure",
    "commissioner",
    "local_office",
)
#: Stories that have a drawing: those of the front page, and the night's.
STORIES: Final = (*get_args(Picture), "winners")
#: Shown where a kind is not known.
USUAL: Final = "press"
#: Width by height of kinds' and stories' drawings; portraits are square, rooms as a screen.
ASPECT: Final = 2.0
_MOST_BYTES: Final = 400_000
#: How much smaller a room is drawn than it is shown.
_ROOM: Final = 3
#: How much of what is cut off a drawing is cut off above.
_ABOVE: Final = 0.2
_INK: Final[Colour] = (33, 31, 30)
_NEWSPRINT: Final[Colour] = (240, 233, 217)
Size = tuple[int, int]


def portrait(office: Role, mood: Mood, size: int | Size) -> pygame.Surface:
    """Return an office's portrait, which shows no person, in a square or a box of that size."""
    box = (size, size) if isinstance(size, int) else size
    return _picture(f"portraits/{office}-{mood}", box, "")


def card_art(kind: str, size: Size) -> pygame.Surface:
    """Return the drawing of a kind of order or a story in its colours, cut to the box."""
    return _picture(_file(kind), size, "")


def vignette(kind: str, size: Size) -> pygame.Surface:
    """Return the same drawing as a newspaper prints it: ink on newsprint."""
    return _picture(_file(kind), size, "ink")


def room(office: Role, size: Size) -> pygame.Surface:
    """Return the room of an office, dark enough for letters in any colour of the theme."""
    return _picture(f"rooms/{office}", size, "")


def kind_of(tags: Iterable[str]) -> str:
    """Return the kind that a card with these tags is drawn as: its first tag with a drawing.

    >>> kind_of(["unheard_of", "price"]), kind_of([])
    ('price', 'press')
    """
    return next((tag for tag in tags if tag in KINDS), USUAL)


def names() -> tuple[str, ...]:
    """Return every drawing's name below ``assets/art``, without its ending."""
    return (
        *(f"portraits/{office}-{mood}" for office in ROLES for mood in MOODS),
        *(f"kinds/{kind}" for kind in KINDS),
        *(f"stories/{story}" for story in STORIES),
        *(f"rooms/{office}" for office in ROLES),
    )


def missing() -> list[str]:
    """Return the names of drawings that aren't there."""
    return [n for n in names() if not (paths.assets_dir() / "art" / f"{n}.svg").is_file()]


def _file(kind: str) -> str:
    if kind in KINDS:
        return f"kinds/{kind}"
    return f"stories/{kind if kind in STORIES else USUAL}"


@lru_cache(maxsize=160)
def _picture(name: str, size: Size, printed: str) -> pygame.Surface:
    """Return a drawing that fills the box; what of it lies outside is cut off left and right alike,
    and rather below than above, where roofs and heads are."""
    w, h = max(1, size[0]), max(1, size[1])
    try:
        text = files.read_bytes(paths.assets_dir() / "art" / f"{name}.svg", _MOST_BYTES)
        whole = _drawn(name, text, w, h)
    except (OSError, ValueError, pygame.error):
        return _plain(name, (w, h))
    if whole.get_size() == (w, h) and not whole.get_flags() & pygame.SRCALPHA:
        return whole
    cut = pygame.Surface((w, h))
    across, down = w - whole.get_width(), h - whole.get_height()
    cut.blit(whole, (across // 2, round(_ABOVE * down)))
    return _as_printed(cut) if printed else cut


def _drawn(name: str, text: bytes, w: int, h: int) -> pygame.Surface:
    """Return the drawing to cover a box; a room, dim as it is, is drawn small and enlarged."""
    size = _covering(name, w, h)
    if not name.startswith("rooms/"):
        return pygame.image.load_sized_svg(io.BytesIO(text), size)
    small = (max(1, size[0] // _ROOM), max(1, size[1] // _ROOM))
    drawn = pygame.image.load_sized_svg(io.BytesIO(text), small)
    ground = pygame.Surface(small)  # of no transparency, which would cost more than the drawing
    ground.blit(drawn, (0, 0))
    return pygame.transform.smoothscale(ground, size)


def _covering(name: str, w: int, h: int) -> Size:
    """Return the least size of the drawing's own shape that covers a box."""
    folder = name.split("/", 1)[0]
    aspect = {"portraits": 1.0, "rooms": 16 / 9}.get(folder, ASPECT)
    wide = max(w, round(h * aspect + 0.5))
    return wide, max(h, round(wide / aspect + 0.5))


def _plain(name: str, size: Size) -> pygame.Surface:
    """Return what stands in for a drawing: a field in its office's colour, or a grey one."""
    sheet = pygame.Surface(size)
    office = name.split("/", 1)[1].split("-")[0]
    theme = make((1280, 720))
    if name.startswith("rooms/"):
        sheet.fill(theme.colour("fill", "cloth"))
    else:
        sheet.fill(theme.fill(office if office in ROLES else "none")[0])
    return sheet


def _as_printed(picture: pygame.Surface) -> pygame.Surface:
    """Return a picture in one ink: its greys between the ink's colour and the paper's."""
    grey = pygame.transform.grayscale(picture)
    span = tuple(p - i for p, i in zip(_NEWSPRINT, _INK, strict=True))
    grey.fill(span, special_flags=pygame.BLEND_RGB_MULT)
    grey.fill(_INK, special_flags=pygame.BLEND_RGB_ADD)
    return grey
