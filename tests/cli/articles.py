"""Articles written for the tests, in plain sentences that any version of the extractor understands."""

from __future__ import annotations

from pathlib import Path

CORRIDOR = """\
---
id: corridor
title: Ministers agree on a grain corridor
outlet: The Harbour Post
url: https://example.org/grain-corridor
published: 2024-03-01
---
Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open.

"We will keep our word," Brandt told reporters.

President Tomas Okello said that trade between the two countries had doubled.
"""

PIPELINE = """\
---
title: Okello warns over pipeline
published: 2024-05-20
---
President Tomas Okello warned on Monday that the pipeline would be closed.
"""


def write_articles(folder: Path) -> Path:
    """Put the articles into a folder as text files and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1-corridor.txt").write_text(CORRIDOR, encoding="utf-8")
    (folder / "2-pipeline.txt").write_text(PIPELINE, encoding="utf-8")
    return folder
