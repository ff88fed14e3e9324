"""The widget kit: how to write a screen.

A screen is a class with ``build(c)`` that returns a tree of nodes. It is built anew when
something changed (``c.dirty()``; every callback of a widget does that by itself), so a
screen keeps its own few fields and never touches widgets. ``c`` is the ``ScreenContext``::

    class Reveal(Screen):
        title = "Reveal"                                   # log and semantic tree

        def __init__(self, session): self.session, self.which = session, 0

        def build(self, c):
            c.hotkeys({"h": lambda: c.help("reveal")})     # keys with no button
            return Ground(Column(                          # the ground (cloth or paper)
                Row(Heading("The reveal"), Spacer(),
                    Button("Go on", self.next, kind="primary", hotkey="return", show_key=True)),
                Scroll(Column(*(self.card(x) for x in self.session.heard()), gap=10), grow=1),
                gap=12, pad=16))

        def card(self, x):
            return Panel(Rich(f"[b]No 10[/] — [?momentum]momentum[/] [good]▲ 4[/] [icon clock]"),
                         fill="paper", accent="number10", tip="Who countered it.", grow=1)

        def next(self): self.which += 1                    # dirty() follows by itself

        def tick(self, c): return False                    # True: draw again (animation, AI)

A new screen gets a way in ``screens.routes`` and a line in ``desktop.router``; that is all.

Layout, in ``lines`` and ``layout``: ``Row Level Column Grid Flow Centre Panel Spacer
Rule``; ``scroll.Scroll``. Along a line every child gets its natural size; ``grow=1`` takes
what is left, ``share=2`` takes shares of the whole; what does not fit shrinks to its least size,
so put long things in ``Scroll``. Lengths are design units: gaps and pads scale with the
window, ``min_w`` … ``max_h`` with the letters too. Choose between layouts by ``c.ems`` and
``c.lines`` (the window in letters), never by pixels.

Drawings, in ``pictures``: ``Portrait(office, mood)``, ``CardArt(kind)``, ``Vignette(kind)`` (as a
newspaper prints it), ``RoomGround(office, child)`` in the place of ``Ground``; which kinds there
are, and ``kind_of(tags)``, in ``desktop.art``. Serif type is a ``weight``: serif, serif_bold,
serif_italic, masthead.

Words, in ``words``: ``Text`` (plain), ``Excerpt`` (what fits), ``Rich`` (markup, see
``markup``; ``esc`` any data), ``Heading``, ``Note`` (small and soft), ``Icon``, ``RoleMark``.
Controls: ``Button Toggle RoleButton`` in ``buttons``, ``Slider Dropdown Tabs`` in ``choices``,
``TextInput``, ``Card``, ``Table``. Meters: ``Bar Pips Spark Chip``; charts in
``desktop.charts``. On top: ``Dialog`` and ``Ground`` in ``popups``. Anything may
have ``tip`` (markup), ``key`` (a name that state and focus follow), ``label``. Colours are
tokens, per tone: ink soft good bad warn link and the four roles; strong fills are primary
danger good warn seal, the roles and the parties.

Asking the app: ``c.routes`` for another screen, ``c.pop()`` to go back, ``c.open(build, key=…)``
for a modal (usually a ``Dialog``) and ``c.close()``, ``c.confirm(title, body, yes, on_yes)``
before what can't be undone, ``c.toast(markup, icon)``, ``c.help(term)``, ``c.sound(name)``,
``c.settings``, ``c.now``, ``c.wake(at)``. Give commands by ``session.submit``, which shows a
refusal. Nothing reads the mouse or the clock but through events and ``c.now``.

Own painting: subclass ``Node``, give ``_widths``, ``_heights``, ``_paint``; draw text with
``b.text`` so that the check for clipped and overlapping text sees it.
"""
