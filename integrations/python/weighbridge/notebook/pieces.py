"""What cards are made of. Styles stand in the elements: a style sheet would be the whole notebook's. Text has the notebook's
own color, lines are half-transparent, and what has a color of its own has its own ground too (card.py says why).
"""

from __future__ import annotations

from html import escape

#: White text has a contrast of at least 5.5 on each (web/src/element/theme.ts, the light ones).
GREEN, AMBER, RED, PURPLE, SLATE = "#1d6b3f", "#8a5200", "#a3301d", "#8b1f55", "#475a6b"
LINE = "1px solid rgba(128,128,128,.35)"
CELL = f"padding:.15em .8em .15em 0;border-bottom:{LINE};text-align:left"
NUMBER = f"padding:.15em .8em .15em 0;border-bottom:{LINE};text-align:right;font-variant-numeric:tabular-nums"
TABLE = "border-collapse:collapse;color:inherit"
CARD = f"border:{LINE};border-radius:6px;padding:.8em 1em;max-width:60em;line-height:1.45"


def chip(words: str, ground: str) -> str:
    style = f"background:{ground};color:#fff;border-radius:1em;padding:.1em .7em;font-weight:600;white-space:nowrap"
    return f'<span style="{style}">{text(words)}</span>'


def harmless(words: str) -> str:
    """Text that may come out of the file: what is no letter and no line break, such as U+202E, does nothing here."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in words)


def text(words: str) -> str:
    return escape(harmless(words))


def named(words: str) -> str:
    """The same within a line, whose direction stays its own."""
    return f"<bdi>{text(words)}</bdi>"
