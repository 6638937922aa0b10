"""Where the link in a box leads: to what the author said, or to the box's own page, which is copied along with it."""
from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from .box import Box, shows_box

_OWN_PAGE = "_static/weighbridge/embed.html"


class BoxLink(SphinxPostTransform):
    default_priority = 500

    def run(self, **kwargs: Any) -> None:
        for box in self.document.findall(Box):
            for link in list(box.findall(nodes.reference)):
                if link["refuri"]:
                    continue
                if own := self._own_page():
                    link["refuri"] = own
                else:  # on paper, with no address to print
                    link.replace_self(nodes.Text(link.astext()))

    def _own_page(self) -> str:
        if shows_box(self.app.builder):
            return relative_uri(self.app.builder.get_target_uri(self.env.docname), _OWN_PAGE)
        base = self.config.html_baseurl
        return f"{base.rstrip('/')}/{_OWN_PAGE}" if base else ""
