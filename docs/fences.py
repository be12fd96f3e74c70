"""What the site's builder does beside mkdocs: fences without the attributes that `docs/check` alone reads."""

import re
from typing import Any

FENCE = re.compile(r"^( *```[a-z0-9-]+)((?: [a-z]+=\"[^\"]*\")+)[ ]*$", re.MULTILINE)
ATTRIBUTE = re.compile(r" (skip|unless|status|until)=\"[^\"]*\"")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by mkdocs for every page: the extension for fences takes one with an attribute it does not know for text."""
    return FENCE.sub(lambda fence: fence.group(1) + ATTRIBUTE.sub("", fence.group(2)), markdown)
