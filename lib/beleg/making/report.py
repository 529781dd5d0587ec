"""Article + notebook + parameters -> reports/<article>/, whole or not at all, only what changed."""

import json
import platform
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from beleg import BelegError, __version__, project
from beleg.making import changes, folder, index, notebook, processes, provenance
from beleg.making.changes import Change
from beleg.reading import article

FORMATS = ("html", "pdf")
WORKBOOK = "xlsx"
FRAMES = "frames"
FAILED = "_failed"


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
    log: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of the reports of one article: made, unchanged, planned or failed, and why."""

    source: str
    id: str
    status: str
    reason: str
    seconds: float = 0.0
    differs: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Unit:
    """One notebook of one article, or its frames, to be made in a process of its own."""

    name: str
    source: str
    parameters: Mapping[str, Any]
    options: Options
    target: Path


def make(sources: list[str], options: Options) -> Iterator[Outcome]:
    """Make the reports of these articles; yield what became of each, in the order they end.

    An article that fails does not stop the others; its last good report stays. Afterwards the
    index, the feed and changes.json tell of this run. Raises RequestError if a parameter or
    notebook is unknown, BelegError if the folder or the log cannot be written.
    """
    options = _checked(options)
    if options.dry_run:
        yield from _plans(sources, options)
        return
    if options.log:
        _append(options.log, "")  # whether it can be written shows before any work is done
    with folder.locked(options.out):
        done = []
        for outcome in _made(_plans(sources, options), options):
            done.append(outcome)
            _log(outcome, options)
            yield outcome
        if any(outcome.status != "unchanged" for outcome in done):
            failures = {o.id: o.reason for o in done if o.status == "failed" and o.id}
            index.write(options.out, failures, [_told(outcome) for outcome in done])


def all_articles() -> list[str]:
    """Return the ids of the articles in data/articles/."""
    return sorted(path.stem for path in project.ARTICLES.glob("*.txt"))


def _checked(options: Options) -> Options:
    """Return the options with all notebooks named; every parameter must be one of some notebook."""
    names = options.notebooks or tuple(notebook.names())
    try:
        paths = [notebook.path(name) for name in names]
    except BelegError as error:
        raise RequestError(str(error)) from error
    if options.parameters:
        known = {name for path in paths for name in notebook.parameters(path)}
        known -= {"article", "record"}  # the command has arguments and options for these
        if unknown := sorted(set(options.parameters) - known):
            raise RequestError(
                f"No notebook has a parameter «{unknown[0]}»; there are {', '.join(sorted(known))}."
            )
    return replace(options, notebooks=names)


def _plans(sources: list[str], options: Options) -> list[Outcome]:
    """Plan each article; two files of one name would take turns in one folder: the later fails."""
    owner: dict[str, str] = {}
    plans = []
    for source in dict.fromkeys(sources):
        plan = _plan(source, options)
        first = owner.setdefault(plan.id or source, source)
        if first != source:
            reason = f"{first} has the same name, and one folder; rename it or set --out"
            plan = replace(plan, id="", status="failed", reason=reason)
        plans.append(plan)
    return plans


def _plan(source: str, options: Options) -> Outcome:
    """Say whether the reports of an article must be made, and why."""
    try:
        path = article.locate(source)
        id_ = article.identify(path)
        reasons = ["forced"] if options.force else _reasons(path, options.out / id_, options)
    except (BelegError, OSError) as error:
        return Outcome(source, "", "failed", str(error))
    status = "planned" if reasons else "unchanged"
    return Outcome(source, id_, status, ", ".join(dict.fromkeys(reasons)))


def _reasons(path: Path, target: Path, options: Options) -> list[str]:
    old = provenance.read(target)
    reasons = []
    for name in options.notebooks:
        before = old.get(name, {}).get("inputs", {})
        reasons += provenance.reasons(before, _inputs(path, name, options))
        files = [f"{name}.{ending}" for ending in _pages(options)]
        reasons += [
            f"{file} is missing" for file in files if before and not (target / file).exists()
        ]
    return reasons


def _inputs(path: Path, name: str, options: Options) -> dict[str, Any]:
    choices = {
        "parameters": dict(options.parameters),
        "options": [dict(options.record), sorted(options.formats), options.show_code],
    }
    return provenance.inputs(path, name, choices)


def _made(plans: list[Outcome], options: Options) -> Iterator[Outcome]:
    """Make what is planned, and pass on what is not."""
    yield from (plan for plan in plans if plan.status != "planned")
    todo = [plan for plan in plans if plan.status == "planned"]
    if todo:
        notebook.preload(many=len(todo) > 1)
    if len(todo) == 1 and options.jobs > 1:
        yield _article(todo[0], options=options, jobs=options.jobs)
        return
    work = partial(_article, options=options, jobs=1)
    ended = processes.run(work, todo, jobs=options.jobs)
    for plan, result in _counted(ended, len(todo), options.progress):
        failed = isinstance(result, BelegError)
        yield replace(plan, status="failed", reason=str(result)) if failed else result


def _counted(ended: Iterator[Any], total: int, progress: bool) -> Iterator[Any]:
    """Pass on what ended, with a progress bar that leaves its line to what the caller prints."""
    from tqdm import tqdm  # noqa: PLC0415 - a run with nothing to do is spared

    tqdm.monitor_interval = 0  # its thread would make a fork unsafe
    with tqdm(total=total, disable=not progress, leave=False, desc="Reports") as bar:
        for each in ended:
            bar.clear()
            yield each
            bar.n += 1
            bar.refresh()


def _article(plan: Outcome, options: Options, jobs: int) -> Outcome:
    """Make all reports of one article and put them in place in one step."""
    start = time.monotonic()
    target = options.out / plan.id
    try:
        with folder.staged(target) as new:
            _fill(new, plan, options, jobs)
            differs = _differs(target, new)
    except BelegError as error:
        return replace(plan, status="failed", reason=str(error))
    _forget_failure(options.out / FAILED, plan.id)
    seconds = round(time.monotonic() - start, 3)
    return replace(plan, status="made", seconds=seconds, differs=differs)


def _differs(old: Path, new: Path) -> tuple[Change, ...]:
    """Return what is new; nothing where there is no whole old report to hold it against."""
    try:
        return tuple(changes.between(old, new))
    except BelegError:
        return ()


def _fill(new: Path, plan: Outcome, options: Options, jobs: int) -> None:
    """Write all files of an article's reports into a new folder, each unit in its own process."""
    path = article.locate(plan.source)
    inputs = {name: _inputs(path, name, options) for name in options.notebooks}
    units = [
        _Unit(name, plan.source, _parameters(name, plan.source, options), options, new)
        for name in (FRAMES, *options.notebooks)  # the longest first
    ]
    made = {}
    ended = _ended(units, jobs)
    for unit, result in _counted(ended, len(units), options.progress and jobs > 1):
        if isinstance(result, BelegError):
            raise _kept(result, unit, plan.id)
        if unit.name != FRAMES:
            made[unit.name] = {"about": result, "inputs": inputs[unit.name]}
    old = options.out / plan.id
    _keep_others(old, new)
    provenance.write(new, {**provenance.read(old), **made})


def _ended(units: list[_Unit], jobs: int) -> Iterator[tuple[_Unit, Any]]:
    """Yield each unit with what its report says of itself, or why it failed."""
    if jobs > 1:
        yield from processes.run(_unit, units, jobs=jobs)
        return
    # One process for all: it runs all notebooks before it sets a PDF, after which it must not fork.
    executed = [(unit, _tried(unit)) for unit in units]
    for unit, result in executed:
        yield unit, result if isinstance(result, BelegError) else _exported(unit, result)


def _unit(unit: _Unit) -> dict[str, str]:
    return _exported(unit, _executed(unit))


def _tried(unit: _Unit) -> Any:
    try:
        return _executed(unit)
    except BelegError as error:
        return error


def _executed(unit: _Unit) -> Any:
    """Write the frames of an article, or return one of its notebooks, executed."""
    if unit.name == FRAMES:
        from beleg.reading import frames  # noqa: PLC0415 - pandas, which a run with nothing to do is spared

        found = frames.read(unit.source, record=unit.options.record)
        frames.write_csv(found, unit.target)
        if WORKBOOK in unit.options.formats:
            from beleg.extra import workbook  # noqa: PLC0415 - an optional extra

            workbook.write(found, unit.target / f"{FRAMES}.{WORKBOOK}")
        return None
    return notebook.execute(
        notebook.path(unit.name),
        unit.parameters,
        engine=unit.options.engine,
        timeout=unit.options.timeout,
    )


def _exported(unit: _Unit, executed: Any) -> dict[str, str]:
    """Write an executed notebook as HTML and PDF; return what the report says of itself."""
    about: dict[str, str] = {}
    for ending in _pages(unit.options) if executed else ():
        exporter = _exporter(ending, unit.options.show_code)
        body, resources = exporter.from_notebook_node(executed)
        content = body if isinstance(body, bytes) else body.encode()
        (unit.target / f"{unit.name}.{ending}").write_bytes(content)
        about = resources["beleg"].about
    return about


def _pages(options: Options) -> list[str]:
    return [ending for ending in FORMATS if ending in options.formats]


def _exporter(ending: str, show_code: bool) -> Any:
    from beleg.showing.render.html import HtmlExporter  # noqa: PLC0415
    from beleg.showing.render.pdf import PdfExporter  # noqa: PLC0415

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


def _kept(error: BelegError, unit: _Unit, id_: str) -> BelegError:
    """Return the error of a unit, saying where its executed notebook was kept for a look."""
    if not isinstance(error, notebook.NotebookError):
        return error
    path = unit.options.out / FAILED / id_ / f"{unit.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(error.executed, encoding="utf-8")
    return BelegError(f"{error} (the executed notebook is kept as {path})")


def _forget_failure(failed: Path, id_: str) -> None:
    shutil.rmtree(failed / id_, ignore_errors=True)
    if failed.is_dir() and not any(failed.iterdir()):
        failed.rmdir()


def _keep_others(target: Path, new: Path) -> None:
    """Carry over what the old folder holds and this run does not make."""
    if target.is_dir():
        for old in sorted(target.iterdir()):
            if old.is_file() and not (new / old.name).exists():
                shutil.copy2(old, new / old.name)


def _told(outcome: Outcome) -> dict[str, Any]:
    """Return what changes.json says of an article."""
    told = {"article": outcome.id or outcome.source, "status": outcome.status}
    return {**told, "reason": outcome.reason, "changes": [c._asdict() for c in outcome.differs]}


def _log(outcome: Outcome, options: Options) -> None:
    """Add a line to the run log: when, what, why, how long, with which versions."""
    if options.log:
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        versions = {"beleg": __version__, "python": platform.python_version()}
        line = {"time": now, **_told(outcome), "seconds": outcome.seconds, "versions": versions}
        _append(options.log, json.dumps(line, ensure_ascii=False) + "\n")


def _append(log: Path, text: str) -> None:
    try:
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise BelegError(
            f"Cannot write to {log}: {error.strerror}; name another file with --log."
        ) from error
