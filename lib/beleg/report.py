"""Article + notebook + parameters -> reports/<article>/, whole or not at all, only what changed."""

import json
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from beleg import (
    BelegError,
    __version__,
    article,
    corrections,
    folder,
    notebook,
    processes,
    project,
)
from beleg.article import Article

FORMATS = ("html", "pdf")
# What a report was made from lies beside it under this name.
PROVENANCE = "provenance.json"
FRAMES = "frames"


class RequestError(BelegError):
    """The command was given something that no article could mend: a notebook, a parameter."""


@dataclass(frozen=True)
class Options:
    """How reports are made: which notebooks, with which parameters, into which folder."""

    out: Path
    notebooks: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = FORMATS
    engine: str = "auto"
    show_code: bool = False
    timeout: float | None = None
    force: bool = False
    dry_run: bool = False
    jobs: int = 2
    progress: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of the report of one article: made, unchanged, planned or failed, and why."""

    source: str
    status: str
    folder: Path | None
    reason: str


@dataclass(frozen=True)
class _Unit:
    """One notebook of one article, or its frames, to be made in a process of its own."""

    name: str
    article: Article
    source: str
    parameters: Mapping[str, Any]
    options: Options
    target: Path


def make(sources: list[str], options: Options) -> Iterator[Outcome]:
    """Make the reports of these articles; yield what became of each, in the order they end.

    An article that fails does not stop the others; its last good report stays. Raises BelegError
    if a parameter or notebook is unknown or the folder cannot be written.
    """
    options = _checked(options)
    with folder.locked(options.out):
        todo = []
        for source in sources:
            outcome = _plan(source, options)
            if outcome.status == "planned" and not options.dry_run:
                todo.append(source)
            else:
                yield outcome
        if todo:
            notebook.preload()
        if len(todo) == 1:
            yield _caught(partial(_article, options=options, jobs=options.jobs), todo[0])
            return
        work = partial(_article, options=options, jobs=1)
        ended = processes.run(work, todo, jobs=options.jobs)
        for source, result in _shown(ended, len(todo), options.progress):
            failed = isinstance(result, BelegError)
            yield Outcome(source, "failed", None, str(result)) if failed else result


def all_articles() -> list[str]:
    """Return the ids of the articles in data/articles/."""
    return sorted(path.stem for path in project.ARTICLES.glob("*.txt"))


def _checked(options: Options) -> Options:
    """Return the options with all notebooks named; every parameter must be one of some notebook."""
    names = options.notebooks or tuple(notebook.names())
    try:
        known = {name: notebook.path(name) for name in names}
    except BelegError as error:
        raise RequestError(str(error)) from error
    if options.parameters:
        parameters = {p for path in known.values() for p in notebook.parameters(path)}
        for name in options.parameters:
            if name not in parameters - {"article", "record"}:
                shown = ", ".join(sorted(parameters - {"article", "record"}))
                raise RequestError(f"No notebook has a parameter «{name}»; there are {shown}.")
    return Options(**{**options.__dict__, "notebooks": names})


def _plan(source: str, options: Options) -> Outcome:
    """Say whether the report of an article must be made, and why."""
    try:
        text = article.read(source, **options.record)
    except BelegError as error:
        return Outcome(source, "failed", None, str(error))
    target = options.out / text.id
    old = _provenance(target)
    reasons = []
    for name in options.notebooks:
        new = _made_from(text, name, options)
        reasons += [
            f"{key} changed" if key in old.get(name, {}) else f"{name} is new"
            for key in new
            if old.get(name, {}).get(key) != new[key]
        ]
        reasons += [
            f"{name}.{ending} is missing"
            for ending in options.formats
            if not (target / f"{name}.{ending}").is_file()
        ]
    if options.force:
        reasons.append("forced")
    if not reasons:
        return Outcome(source, "unchanged", target, "nothing changed")
    return Outcome(source, "planned", target, ", ".join(dict.fromkeys(reasons)))


def _shown(ended: Iterator[Any], total: int, progress: bool) -> Iterator[Any]:
    from tqdm import tqdm  # noqa: PLC0415 - a run with nothing to do is spared

    tqdm.monitor_interval = 0  # its thread would make a fork unsafe
    return iter(tqdm(ended, total=total, disable=not progress, leave=False, desc="Reports"))


def _caught(function: Any, source: str) -> Outcome:
    try:
        outcome: Outcome = function(source)
    except BelegError as error:
        return Outcome(source, "failed", None, str(error))
    return outcome


def _article(source: str, options: Options, jobs: int) -> Outcome:
    """Make all reports of one article and put them in place in one step."""
    text = article.read(source, **options.record)
    target = options.out / text.id
    with folder.staged(target) as new:
        units = [
            _Unit(name, text, source, _parameters(name, source, options), options, new)
            for name in (*options.notebooks, FRAMES)
        ]
        ended = processes.run(_unit, units, jobs=jobs)
        for unit, result in _shown(ended, len(units), options.progress and jobs > 1):
            if isinstance(result, BelegError):
                raise _kept(result, unit)
        made_from = {name: _made_from(text, name, options) for name in options.notebooks}
        _keep_others(target, new)
        provenance = {**_provenance(target), **made_from}
        written = json.dumps(provenance, indent=1, sort_keys=True, ensure_ascii=False)
        (new / PROVENANCE).write_text(written + "\n", encoding="utf-8")
    shutil.rmtree(options.out / "_failed" / text.id, ignore_errors=True)
    return Outcome(source, "made", target, "")


def _unit(unit: _Unit) -> None:
    """Write the files of one notebook, or the frames, into the unit's folder."""
    if unit.name == FRAMES:
        from beleg import frames  # noqa: PLC0415 - pandas, which a run with nothing to do is spared

        found = frames.parse(unit.article)
        frames.validate(found)
        frames.write_csv(found, unit.target)
        return
    executed = notebook.execute(
        notebook.path(unit.name),
        unit.parameters,
        engine=unit.options.engine,
        timeout=unit.options.timeout,
    )
    for ending in unit.options.formats:
        exporter = _exporter(ending, unit.options.show_code)
        body, _ = exporter.from_notebook_node(executed)
        content = body if isinstance(body, bytes) else body.encode()
        (unit.target / f"{unit.name}.{ending}").write_bytes(content)


def _exporter(ending: str, show_code: bool) -> Any:
    from beleg.render.html import HtmlExporter  # noqa: PLC0415
    from beleg.render.pdf import PdfExporter  # noqa: PLC0415

    kind = {"html": HtmlExporter, "pdf": PdfExporter}[ending]
    return kind(exclude_input=not show_code)


def _parameters(name: str, source: str, options: Options) -> dict[str, Any]:
    if name == FRAMES:
        return {}
    path = notebook.path(name)
    known = notebook.parameters(path)
    given = {key: value for key, value in options.parameters.items() if key in known}
    values = {"article": source, **notebook.typed(path, given)}
    return {**values, "record": dict(options.record)} if options.record else values


def _kept(error: BelegError, unit: _Unit) -> BelegError:
    """Return the error of a unit, saying where its executed notebook was kept for a look."""
    if not isinstance(error, notebook.NotebookError):
        return error
    path = unit.options.out / "_failed" / unit.article.id / f"{unit.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(error.executed, encoding="utf-8")
    return BelegError(f"{error} The executed notebook is kept as {path}.")


def _keep_others(target: Path, new: Path) -> None:
    """Carry over what the old folder holds and this run does not make."""
    if target.is_dir():
        for old in sorted(target.iterdir()):
            if old.is_file() and not (new / old.name).exists():
                shutil.copy2(old, new / old.name)


def _provenance(target: Path) -> dict[str, Any]:
    try:
        found = json.loads((target / PROVENANCE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _made_from(text: Article, name: str, options: Options) -> dict[str, Any]:
    """Return what a report depends on: a hash or a value for each thing that can change."""
    beside = text.path and corrections.path_for(text.path)
    return {
        "article": text.sha256,
        "record": _hash(json.dumps([text.title, text.url, text.rights, str(text.published)])),
        "corrections": _hash(beside.read_text("utf-8")) if beside and beside.is_file() else "",
        "notebook": _hash(notebook.path(name).read_text("utf-8")),
        "parameters": dict(options.parameters),
        "formats": sorted(options.formats),
        "code shown": options.show_code,
        **_house(),
    }


@cache
def _house() -> dict[str, str]:
    """Return hashes of what every report depends on: lexicons, statistics, package, libraries."""
    installed = sorted(
        path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    )
    return {
        "lexicons": _hash_folder(project.LEXICON),
        "statistics": _hash_folder(project.OFFICIAL),
        "package": f"{__version__} {_hash_folder(project.PACKAGE)}",
        "libraries": _hash(sys.version + "\n".join(installed)),
    }


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _hash_folder(path: Path) -> str:
    digest = sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts and "share" not in file.parts:
            digest.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
