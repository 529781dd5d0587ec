"""The command line: report, parse, official. Exit codes: 0 well, 1 failed, 2 wrong use."""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from beleg import BelegError, __version__

REPORT_EXAMPLES = """\b
Examples:
  beleg report                                   all articles of data/articles/
  beleg report story.txt --published 2023-04-13
  beleg report story.txt -p language de --format pdf --out out/
"""
PARSE_EXAMPLES = """\b
Examples:
  beleg parse story.txt --published 2023-04-13            JSON on standard output
  beleg parse story.txt --format csv --out frames/
"""
FETCH_EXAMPLES = """\b
Examples:
  beleg official fetch --year 2021 --reporter RUS --reporter BLR
  COMTRADE_KEY=... beleg official fetch --year 2020 --reporter BLR --flow export
"""
DATE = click.DateTime(["%Y-%m-%d"])


class _Group(click.Group):
    """Show what is raised for the user as one sentence, and Ctrl-C as what it is."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BelegError as error:
            _say(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            _say("Stopped; what was there before is untouched.")
            sys.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="beleg", message="%(prog)s %(version)s")
def main() -> None:
    """Read a German agency article; report its themes, and hold its import figure to statistics."""


@main.command(epilog=REPORT_EXAMPLES)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--notebook", "notebooks", multiple=True, metavar="NAME", help="Only this report.")
@click.option("-p", "parameters", nargs=2, multiple=True, metavar="NAME VALUE", help="A parameter.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "pdf", "xlsx"]),
    help="html and pdf, if neither is named; xlsx adds the frames as a workbook.",
)
@click.option("--engine", type=click.Choice(["auto", "beleg", "nbclient"]), default="auto")
@click.option("--published", type=DATE, help="Day of publication, YYYY-MM-DD.")
@click.option("--title", help="Title of the article.")
@click.option("--url", help="Where the article was published.")
@click.option("--jobs", type=click.IntRange(1), help="Processes at a time.  [default: cores]")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Seconds for a notebook.")
@click.option("--force", is_flag=True, help="Make reports again even if nothing changed.")
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and why.")
@click.option("--show-code", is_flag=True, help="Show the code of the notebooks.")
@click.option("--log", type=click.Path(path_type=Path), help="File for a JSON line a report.")
@click.option("--quiet", is_flag=True, help="Print nothing but failures.")
def report(  # noqa: PLR0913, PLR0917 - one parameter an option, as click hands them over
    articles: tuple[str, ...],
    notebooks: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    formats: tuple[str, ...],
    published: Any,
    title: str | None,
    url: str | None,
    jobs: int | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Make the reports of articles: ids of data/articles/, or files."""
    from beleg.making import report as reports  # noqa: PLC0415 - `--version` and `--help` start at once

    record = {"published": published and published.date().isoformat(), "title": title, "url": url}
    chosen = reports.Options(
        notebooks=notebooks,
        parameters=dict(parameters),
        record={key: value for key, value in record.items() if value},
        formats=formats if {*formats} & {*reports.FORMATS} else (*reports.FORMATS, *formats),
        jobs=jobs or _cores(),
        progress=not quiet and sys.stderr.isatty(),
        **options,
    )
    became: Counter[str] = Counter()
    try:
        for outcome in reports.make(list(articles) or reports.all_articles(), chosen):
            became[outcome.status] += 1
            if outcome.status == "failed":
                _say(f"{outcome.source}: {outcome.reason}")
            elif not quiet:
                click.echo(_printable(_line(outcome, chosen)))
    except reports.RequestError as error:
        raise click.UsageError(str(error)) from error
    if became.total() > 1 and not quiet:
        counts = ", ".join(f"{count} {status}" for status, count in sorted(became.items()))
        click.echo(f"{became.total()} articles: {counts}")
    sys.exit(1 if became["failed"] else 0)


@main.command(epilog=PARSE_EXAMPLES)
@click.argument("article_", metavar="ARTICLE")
@click.option("--published", type=DATE, help="Day of publication, YYYY-MM-DD.")
@click.option("--format", "format_", type=click.Choice(["json", "csv"]), default="json")
@click.option("--out", type=click.Path(path_type=Path), help="File for JSON, folder for CSV.")
def parse(article_: str, published: Any, format_: str, out: Path | None) -> None:
    """Write what the parser finds in an article, with character offsets."""
    from beleg.reading import article, layers  # noqa: PLC0415

    found = layers.parse(article.read(article_, published=published and published.date()))
    for note in found.article.notes:
        _say(note)
    if format_ == "csv":
        from beleg.reading import frames  # noqa: PLC0415

        frames.write_csv(frames.from_layers(found), out or Path(found.article.id))
        return
    written = json.dumps(layers.as_json(found), ensure_ascii=False, indent=1) + "\n"
    if out:
        out.write_text(written, encoding="utf-8")
    else:
        sys.stdout.buffer.write(written.encode())


@main.group()
def official() -> None:
    """Get official trade by commodity, against which an import figure is checked."""


SNAPSHOTS = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder; reports read it if BELEG_OFFICIAL names it.  [default: data/official]",
)


@official.command(epilog=FETCH_EXAMPLES)
@click.option("--year", type=click.IntRange(1990), required=True)
@click.option("--reporter", "reporters", multiple=True, required=True, metavar="ISO3", help="RUS …")
@click.option("--partner", "partners", multiple=True, metavar="ISO3", help="Beside the world.")
@click.option("--flow", type=click.Choice(["import", "export"]), default="import")
@SNAPSHOTS
def fetch(
    year: int, reporters: tuple[str, ...], partners: tuple[str, ...], flow: str, out: Path | None
) -> None:
    """Fetch what the baskets need from UN Comtrade, with its source record."""
    from beleg.extra import comtrade  # noqa: PLC0415

    whose, other = (tuple(dict.fromkeys(map(str.upper, each))) for each in (reporters, partners))
    request = comtrade.Request(year, whose, other, flow)
    click.echo(f"Made {comtrade.fetch(request, out or comtrade.target())}/")


@official.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--complete", is_flag=True, help="All codes were asked for: no row is no trade.")
@SNAPSHOTS
def add(file: Path, complete: bool, out: Path | None) -> None:
    """Add a CSV that you downloaded from the UN Comtrade website."""
    from beleg.extra import comtrade  # noqa: PLC0415

    click.echo(f"Made {comtrade.add(file, out or comtrade.target(), complete=complete)}/")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARTICLE]... [OPTIONS]")
def watch(arguments: tuple[str, ...]) -> None:
    """Run `beleg report` with these arguments whenever an article, lexicon or notebook changes."""
    from beleg.extra import watch as watching  # noqa: PLC0415

    options = report.make_context("report", list(arguments), resilient_parsing=True)
    watching.watch(options.params["articles"], arguments)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="Show each slip.")
@click.option("--keep", metavar="NAME", help="Keep the figures under the name that reports print.")
@click.option("--real", is_flag=True, help="The articles are real ones, not invented.")
def score(gold: Path, errors: bool, keep: str | None, real: bool) -> None:
    """Measure the parser on a folder of annotated articles (NN.txt with NN.json)."""
    from beleg.reading import accuracy  # noqa: PLC0415
    from beleg.reading import score as scoring  # noqa: PLC0415

    figures = scoring.score(gold, accuracy.predictions(gold))
    click.echo(scoring.table(figures))
    for id_, slips in figures.slips.items() if errors else ():
        for slip in slips:
            click.echo(_printable(f"{id_}  {slip.verdict} {slip.layer}: {slip.words}"))
    if keep:
        accuracy.keep(figures, keep, invented=not real)


@main.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Print what the reports in folder NEW say otherwise than those in folder OLD."""
    from beleg.making import changes  # noqa: PLC0415

    for change in changes.between(old, new):
        sign = "+" if change.kind == "new" else "-"
        click.echo(_printable(f"{sign} {change.layer}: {change.finding}"))


def _line(outcome: Any, options: Any) -> str:
    from beleg.making import notebook  # noqa: PLC0415 - `--version` and `--help` start at once

    place = options.out / outcome.id
    if outcome.status == "made":
        names = ", ".join(options.notebooks or notebook.names())
        return f"Made {place}/: {names} ({', '.join(options.formats)})"
    if outcome.status == "planned":
        return f"Would make {place}/: {outcome.reason}"
    return f"{place}/ is up to date"


def _say(text: str) -> None:
    click.echo(f"beleg: {_printable(text)}", err=True)


def _printable(text: str) -> str:
    """Return a text without what a terminal would obey: control characters as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
