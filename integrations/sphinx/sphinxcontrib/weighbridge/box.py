"""The directive, and how a box is written.

    .. weighbridge:: Is your file loaded or empty?
       :theme: dark
       :preload: none
       :keras: 3.10
       :compact:
       :height: 40rem
       :link: https://example.org/weighbridge/

The argument is the text of the link that stands there where the box cannot be. ``theme``, ``preload``, ``keras`` and ``compact``
are the element's attributes of the same names. Each option can be given for all boxes in conf.py, as ``weighbridge_theme`` and so on.
"""
from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

#: Of conf.py: the defaults and what type they must have.
CONFIGURED: dict[str, tuple[Any, tuple[type, ...]]] = {
    "theme": ("", (str,)),
    "preload": ("", (str,)),
    "keras": ("", (str,)),
    "compact": (False, (bool,)),
    "height": ("", (str,)),
    "link": ("", (str,)),
    "link_text": ("Weigh a Keras weight file", (str,)),
}


class Box(nodes.General, nodes.Element):
    """Holds the link as its child: a builder that knows no box writes the link."""


def theme(argument: str | None) -> str:
    return directives.choice(argument, ("auto", "light", "dark"))


def preload(argument: str | None) -> str:
    return directives.choice(argument, ("near", "none", "auto"))


def height(argument: str | None) -> str:
    text = directives.unchanged_required(argument).strip()
    if not re.fullmatch(r"\d+(\.\d+)?(px|em|rem|vh|dvh|ch|cm|mm|in|pt)", text):
        raise ValueError(f'"{text}" is no height; write a number with a CSS unit, such as 40rem')
    return text


class Weighbridge(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "theme": theme,
        "preload": preload,
        "keras": directives.unchanged_required,
        "compact": directives.flag,
        "height": height,
        "link": directives.uri,
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        box = Box(classes=self.options.get("class", []))
        try:
            for name, check in (("theme", theme), ("preload", preload), ("height", height)):
                chosen = self.options.get(name) or getattr(self.config, f"weighbridge_{name}")
                box[name] = check(chosen) if chosen else ""
        except ValueError as error:
            raise self.error(f"weighbridge_{name} in conf.py: {error}") from error
        box["keras"] = self.options.get("keras") or self.config.weighbridge_keras
        box["compact"] = "compact" in self.options or self.config.weighbridge_compact
        text = self.arguments[0] if self.arguments else self.config.weighbridge_link_text
        # Where the link leads depends on the builder: BoxLink fills it in.
        link = nodes.reference(text, text, refuri=self.options.get("link") or self.config.weighbridge_link)
        box += nodes.paragraph("", "", link)
        self.set_source_info(box)
        self.set_source_info(box[0])
        self.add_name(box)
        return [box]


def start_tag(box: Box) -> str:
    attributes: dict[str, str | None] = {name: box[name] for name in ("theme", "preload", "keras") if box[name]}
    if box["compact"]:
        attributes["compact"] = None
    if box["ids"]:
        attributes["id"] = box["ids"][0]
    if box["classes"]:
        attributes["class"] = " ".join(box["classes"])
    if box["height"]:
        attributes["style"] = f"height: {box['height']}; overflow: auto"
    written = "".join(f" {name}" if value is None else f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<weigh-bridge{written}>\n"


def shows_box(builder: Builder) -> bool:
    """E-books are HTML too, but most readers of them run no scripts."""
    return builder.format == "html" and builder.name != "epub"


def _visit_html(self: Any, node: Box) -> None:
    self.body.append(start_tag(node) if shows_box(self.builder) else "<div>")


def _depart_html(self: Any, node: Box) -> None:
    self.body.append("</weigh-bridge>\n" if shows_box(self.builder) else "</div>\n")


def _only_children(self: Any, node: Box) -> None:
    pass


def add_box(app: Sphinx) -> None:
    plain = (_only_children, _only_children)
    app.add_node(Box, html=(_visit_html, _depart_html), latex=plain, text=plain, man=plain, texinfo=plain)
    app.add_directive("weighbridge", Weighbridge)
