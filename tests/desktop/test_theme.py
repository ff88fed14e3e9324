import itertools

import pytest

from game.desktop import theme as look

THEMES = [look.Theme(), look.make((1280, 720), contrast=True)]


@pytest.mark.parametrize("theme", THEMES, ids=["standard", "contrast"])
@pytest.mark.parametrize("tone", look.TONES)
@pytest.mark.parametrize("token", look.TEXT_TOKENS)
def test_text_is_readable_on_every_tone(theme: look.Theme, tone: look.Tone, token: str) -> None:
    ground = theme.colour("fill", tone)
    assert look.contrast(theme.colour(token, tone), ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=["standard", "contrast"])
def test_letters_on_strong_fills_are_readable(theme: look.Theme) -> None:
    for name in theme.fills:
        fill, ink = theme.fill(name)
        assert look.contrast(fill, ink) >= 4.5, name


def test_letters_stay_readable_on_a_chosen_or_pointed_at_control() -> None:
    theme = look.Theme()
    for tone in look.TONES:
        ground = look.mix(theme.colour("fill", tone), theme.colour("ink", tone), 0.18)
        # targets on a card say in colour that they fail
        for token in ("ink", "bad") if tone == "paper" else ("ink",):
            assert look.contrast(theme.colour(token, tone), ground) >= 4.5, (tone, token)


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.4, 2.0])
def test_type_never_falls_below_the_floor(scale: float) -> None:
    theme = look.make((1280, 720), scale)
    assert all(theme.font_px(size) >= look.FLOOR for size in look.SIZES)


def test_text_scale_is_kept_within_its_bounds() -> None:
    assert look.make((1280, 720), 9).text_scale == 2.0
    assert look.make((1280, 720), 0.1).text_scale == 0.9


def test_roles_differ_in_letter_shape_and_icon() -> None:
    marks = list(look.ROLE_MARKS.values())
    for one, two in itertools.combinations(marks, 2):
        assert one.letter != two.letter
        assert one.shape != two.shape
        assert one.icon != two.icon


def test_space_and_type_scale_apart() -> None:
    small, large = look.make((1280, 720), 1.0), look.make((1280, 720), 2.0)
    assert small.px(10) == large.px(10)
    assert large.font_px("body") == 2 * small.font_px("body") or large.font_px("body") > 28
