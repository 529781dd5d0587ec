"""Make reports again whenever an article, a lexicon, a statistic or a notebook changes.

The extra `watch` brings watchfiles. Each run is a process of its own, since a process that has
read a lexicon or loaded a notebook's code would not see the new one, and must not fork besides.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from beleg import BelegError, project
from beleg.reading import article


def watch(sources: Sequence[str], command: Sequence[str]) -> None:
    """Run `beleg report` with these arguments now and after each change, until interrupted.

    Raises BelegError if watchfiles is not installed.
    """
    try:
        from watchfiles import watch as changes  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise BelegError("Watching needs watchfiles: pip install 'beleg[watch]'.") from error
    run = [sys.executable, "-m", "beleg", "report", *command]
    subprocess.run(run, check=False)  # noqa: S603 - our own command
    for _ in changes(*watched(sources), raise_interrupt=True):
        subprocess.run(run, check=False)  # noqa: S603


def watched(sources: Sequence[str]) -> list[Path]:
    """Return the folders to watch: of the articles, the notebooks, lexicons and statistics."""
    articles = {article.locate(source).parent for source in sources} or {project.ARTICLES}
    return sorted(articles | {project.NOTEBOOKS, project.LEXICON, project.OFFICIAL})
