"""A MkDocs plugin: ``<weigh-bridge></weigh-bridge>`` in a Markdown page is the box, without more ado.

The element is written as it is in HTML, with the element's own attributes, so that there is no second syntax to learn. The plugin
brings the script and what it needs along as ``assets/weighbridge/``, puts one script tag into each page with a box, and a link into
each empty box, for readers without JavaScript. No page asks another host for anything.
"""
from __future__ import annotations

import html
import re
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

_STATIC = Path(__file__).parent / "static"
_FOLDER = "assets/weighbridge"
_ELEMENT = f"{_FOLDER}/weigh-bridge.js"
_OWN_PAGE = f"{_FOLDER}/embed.html"
_IN_MATERIAL = f"{_FOLDER}/in-material.css"

#: A box in rendered HTML. Where a page shows the tag instead of using it, its < is written &lt;.
_BOX = re.compile(r"(<weigh-bridge\b[^>]*>)(.*?)(</weigh-bridge\s*>)", re.DOTALL | re.IGNORECASE)


class WeighbridgeConfig(Config):
    link = config_options.Type(str, default="")
    link_text = config_options.Type(str, default="Weigh a Keras weight file")


class WeighbridgePlugin(BasePlugin[WeighbridgeConfig]):
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if not (_STATIC / _ELEMENT).is_file():
            raise PluginError(f"mkdocs-weighbridge is incomplete: {_STATIC / _ELEMENT} is missing; install it from a wheel.")
        for path in sorted((_STATIC / _FOLDER).rglob("*")):
            if path.is_file():
                address = path.relative_to(_STATIC).as_posix()
                # A page of ours is no page of theirs: it goes out as it is, and into no navigation.
                files.append(File.generated(config, address, abs_src_path=str(path)))
        return files

    def on_page_content(self, content: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not _BOX.search(content):
            return content
        link = self._link(page)
        filled = _BOX.sub(lambda box: box[0] if box[2].strip() else f"{box[1]}{link}{box[3]}", content)
        # In the page's content and not in its head: there Material's instant navigation finds and runs it.
        script = f'<script type="module" src="{get_relative_url(_ELEMENT, page.url)}"></script>\n'
        style = f'<link rel="stylesheet" href="{get_relative_url(_IN_MATERIAL, page.url)}">\n' if config.theme.name == "material" else ""
        return f"{filled}\n{style}{script}"

    def _link(self, page: Page) -> str:
        target = self.config.link or get_relative_url(_OWN_PAGE, page.url)
        return f'<a href="{html.escape(target)}">{html.escape(self.config.link_text)}</a>'
