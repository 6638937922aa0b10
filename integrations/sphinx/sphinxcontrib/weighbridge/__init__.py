"""A Sphinx extension: ``.. weighbridge::`` puts the <weigh-bridge> box on a page.

The box runs in the reader's browser and comes with the documentation itself, as ``_static/weighbridge/``; no page asks another host
for it. Only pages with a box have its script. Every other builder (LaTeX, text, EPUB ...) and a reader without JavaScript get a link.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from .box import CONFIGURED, Box, add_box, shows_box
from .link import BoxLink

__version__ = "0.1.0"

_STATIC = Path(__file__).parent / "static"
_ELEMENT = "weighbridge/weigh-bridge.js"
_THEMES = "weighbridge/sphinx-themes.css"


def _add_static_folder(app: Sphinx) -> None:
    if not shows_box(app.builder):
        return
    if not (_STATIC / _ELEMENT).is_file():
        raise ExtensionError(f"sphinxcontrib.weighbridge is incomplete: {_STATIC / _ELEMENT} is missing; install it from a wheel.")
    app.config.html_static_path = [*app.config.html_static_path, str(_STATIC)]


def _add_script(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    # Files that are added while a page is written belong to that page only.
    if shows_box(app.builder) and doctree is not None and next(doctree.findall(Box), None) is not None:
        app.add_js_file(_ELEMENT, type="module")
        app.add_css_file(_THEMES)


def setup(app: Sphinx) -> dict[str, Any]:
    for name, (default, types) in CONFIGURED.items():
        app.add_config_value(f"weighbridge_{name}", default, "env", types)
    add_box(app)
    app.add_post_transform(BoxLink)
    app.connect("builder-inited", _add_static_folder)
    app.connect("html-page-context", _add_script)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
