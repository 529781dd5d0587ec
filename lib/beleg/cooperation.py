"""What the notebook on cooperation themes shows of an article, each statement with its words."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from beleg import charts
from beleg.evidence import Report, tuples
from beleg.present import (
    Chart,
    Facts,
    Group,
    Line,
    Points,
    Prose,
    Quotes,
    Run,
    Table,
    as_plain,
    line,
)

# From firm to wished for: the order in which ties are counted and shown.
STATUSES = ("exists", "agreed", "planned", "wished")
URGENCY = "urgency_speed"
STATE_AGENCIES = ("BelTA",)
# With more sentences than this a theme's row lists no single words.
MOST_MARKS = 12


def summary(report: Report) -> Group:
    """Return the first screen: the headline finding, who speaks, when, where, from which source."""
    headline = _headline(report)
    blocks = (Prose((headline,), "headline"), Facts(tuple(_facts(report))))
    return Group(
        blocks, "summary", about(report, report.language.text("Cooperation themes"), headline)
    )


def about(report: Report, kind: str, headline: Line, **more: str) -> dict[str, str]:
    """Return what the exporters and the index tell of a report: title, language, date, finding."""
    article = report.frames.article
    title = article.title or article.id
    return {
        "kind": kind,
        "title": f"{kind}: {title}",
        "headline": as_plain(run for run in headline if run.kind != "mark"),
        "language": report.language.code,
        "article": article.id,
        "published": article.published.isoformat() if article.published else "",
        "agency": article.agency,
        "dated": ", ".join(text for text in (article.agency, _day(report)) if text),
        **more,
    }


def _day(report: Report) -> str:
    published = report.frames.article.published
    return report.language.day(published) if published else ""


def _headline(report: Report) -> Line:
    relations = report.frames.relations
    if len(relations):
        counts = relations["status"].value_counts()
        parts = [
            as_plain(report.count(f"count.{status}", f"count.{status}", int(counts[status])))
            for status in STATUSES
            if status in counts
        ]
        return report.count(
            "The article names {number} tie between partners: {parts}.",
            "The article names {number} ties between partners: {parts}.",
            len(relations),
            parts=report.language.all(parts),
        )
    themes = _by_theme(report)
    if not themes:
        return report.say("The article names no cooperation theme and no tie between partners.")
    label, hits, _ = themes[0]
    return report.count(
        "{theme} leads: it stands in {number} sentence; no tie between partners is named.",
        "{theme} leads: it stands in {number} sentences; no tie between partners is named.",
        len(hits),
        theme=label,
    )


def _facts(report: Report) -> Iterator[tuple[str, Line]]:
    say, article = report.language.text, report.frames.article
    yield say("Who speaks"), _who(report)
    if themes := _by_theme(report):
        yield (
            say("Leading themes"),
            line(report.language.all([label for label, _, _ in themes[:3]])),
        )
    yield from source_facts(report)
    for note in article.notes:
        yield say("Note"), line(note)


def source_facts(report: Report) -> Iterator[tuple[str, Line]]:
    """Yield when and where the article was published, and its source with the link."""
    say, article = report.language.text, report.frames.article
    if article.published:
        yield say("Published"), line(report.language.day(article.published))
    else:
        yield (
            say("Published"),
            report.say("not known, so no year is read from words like “last year”"),
        )
    source = [text for text in (article.agency, article.title) if text]
    if article.url:
        yield say("Source"), line(Run(", ".join(source) or article.id, "link", article.url))
    else:
        yield say("Source"), line(", ".join(source) or article.id)


def _who(report: Report) -> Line:
    direct = _direct(report)
    if direct.empty:
        return report.say("nobody is quoted")
    counts = (
        direct["speaker"]
        .fillna("")
        .value_counts(sort=False)
        .sort_values(ascending=False, kind="stable")
    )
    parts = [
        as_plain(
            report.count(
                "{name} ({number} quote)", "{name} ({number} quotes)", int(number),
                name=name or report.language.text("not resolved"),
            )
        )
        for name, number in zip(counts.index.astype(str), counts, strict=True)
    ]  # fmt: skip
    return line(report.language.all(parts))


def _direct(report: Report) -> pd.DataFrame:
    quotes = report.frames.quotes
    return quotes[quotes["kind"] == "direct"]


def state_agency(report: Report) -> Line:
    """Return the caution that the source is a state agency, an empty line if it is none."""
    agency = report.frames.article.agency
    if agency not in STATE_AGENCIES:
        return ()
    return report.say(
        "{agency} is a state agency; the President it answers to is a party to what it reports.",
        agency=agency,
    )


def is_missing(value: Any) -> bool:
    """Say whether a cell of a frame holds nothing: None, NA or NaN."""
    return value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN differs from itself


# --- themes -----------------------------------------------------------------------------------


def _by_theme(report: Report) -> list[tuple[str, list[int], pd.DataFrame]]:
    """Return (label, sentence indices, rows) a theme, the one in most sentences first."""
    themes = report.frames.themes
    found = [
        (report.language.word("theme", str(name)), sorted(set(rows["sentence"])), rows)
        for name, rows in themes.groupby("theme", sort=True)
    ]
    return sorted(found, key=lambda item: (-len(item[1]), item[1][0]))


def themes_chart(report: Report) -> Chart | Prose:
    """Return where each theme stands in the text, sentence by sentence."""
    found, total = _by_theme(report), len(report.frames.sentences)
    if not found:
        return Prose((report.say("No sentence of this article speaks of a cooperation theme."),))
    say, (label, hits, _) = report.language.text, found[0]
    title = report.count(
        "{theme} leads: it stands in {number} of {total} sentences",
        "{theme} leads: it stands in {number} of {total} sentences",
        len(hits),
        theme=label,
        total=report.language.figure(total),
    )
    svg = charts.strip(
        [(label, hits) for label, hits, _ in found], total, (say("first sentence"), say("last"))
    )
    alt = [
        f"{label}: {len(hits)} ({', '.join(str(i + 1) for i in hits)})" for label, hits, _ in found
    ]
    return Chart(
        svg,
        title,
        report.say(
            "Each cell is a sentence; filled where the theme stands. At the right: how many."
        ),
        report.say("Source: the article, read by Beleg with its theme lexicon."),
        as_plain(title) + ". " + say("Sentences by theme") + ": " + "; ".join(alt) + ".",
        _themes_numbers(report, found, total),
        say("Chart"),
        say("The numbers of this chart"),
    )


def _themes_numbers(report: Report, found: list[Any], total: int) -> Table:
    say = report.language.text
    rows = tuple(
        (line(label), line(str(len(hits))), line(report.language.percent(len(hits) / total)),
         line(", ".join(str(i + 1) for i in hits)))
        for label, hits, _ in found
    )  # fmt: skip
    head = (say("Theme"), say("Sentences"), say("Share of the text"), say("Where"))
    return Table(report.say("Sentences by theme"), head, rows, frozenset({1, 2}), say("Table"))


def themes_table(report: Report) -> Table | Prose:
    """Return the words that give each theme, each with its evidence."""
    found, say = _by_theme(report), report.language.text
    if not found:
        return Prose((report.say("There are no theme words to show."),))
    rows = tuple((line(label), _theme_words(report, label, rows)) for label, _, rows in found)
    return Table(
        report.say("The words that give each theme; the number is their sentence"),
        (say("Theme"), say("Words")), rows, label=say("Table"), widths=(2, 5),
    )  # fmt: skip


def _theme_words(report: Report, label: str, rows: pd.DataFrame) -> Line:
    pieces: list[str | Run | Line] = []
    for row in tuples(rows):
        mark = report.cite(row, label)
        if len(pieces) < MOST_MARKS * 3:
            pieces += [", "] * bool(pieces) + [report.words(row.surface), mark]
    return line(*pieces)


# --- speech -----------------------------------------------------------------------------------


def quotes(report: Report) -> Group | Prose:
    """Return every quote with its speaker, and how the speaker was found."""
    rows = tuples(report.frames.quotes)
    if not rows:
        return Prose((report.say("Nobody is quoted in this article, directly or indirectly."),))
    items = tuple(
        (_quoted(report, row), _attribution(report, row), row.kind == "direct") for row in rows
    )
    return Group((Prose((_speech(report),)), Quotes(items)))


def _speech(report: Report) -> Line:
    direct = len(_direct(report))
    indirect = len(report.frames.quotes) - direct
    first = report.count(
        "The article quotes {number} passage word for word",
        "The article quotes {number} passages word for word",
        direct,
    )
    second = report.count(
        " and reports {number} passage in indirect speech.",
        " and reports {number} passages in indirect speech.",
        indirect,
    )
    return line(first, second)


def _quoted(report: Report, row: Any) -> Line:
    use = report.language.word("quote", row.kind)
    marks = ("„", "“") if row.kind == "direct" else ("", "")
    return line(marks[0], report.words(row.surface), marks[1], report.cite(row, use))


def _attribution(report: Report, row: Any) -> Line:
    say = report.say
    if is_missing(row.speaker):
        return say("speaker not resolved ({method})", method=_method(report, row.method))
    pieces: list[str | Run | Line] = [Run(str(row.speaker), "strong")]
    if row.speaker_span and not is_missing(row.speaker_surface):
        start, end = row.speaker_span
        surface = report.frames.article.text[start:end]
        mark = report.cite_span(start, end, report.language.text("speaker"))
        words = line("„", report.words(surface), "“", mark)
        method = _method(report, row.method)
        if row.slip:
            pieces.append(
                say(
                    ". A slip: the text says {words}, read as {name} ({method})",
                    words=words,
                    name=str(row.speaker),
                    method=method,
                )
            )
        else:
            pieces.append(say(": the text says {words} ({method})", words=words, method=method))
    else:
        pieces.append(f" ({_method(report, row.method)})")
    return line(*pieces, *_corrected(report, row))


def _method(report: Report, method: Any) -> str:
    if is_missing(method):
        return "–"
    return report.language.word("method", str(method))


def _corrected(report: Report, row: Any) -> Line:
    if is_missing(row.corrected):
        return ()
    return report.say(" Corrected by a reader: {reason}", reason=Run(str(row.corrected), "em"))


# --- ties -------------------------------------------------------------------------------------


def ties_chart(report: Report) -> Chart | Prose:
    """Return who works with whom on what, and how firm it is."""
    relations = _in_order(report)
    if relations.empty:
        return Prose((report.say("The article names no two partners that work together."),))
    say = report.language.text
    rows = [
        charts.Tie(
            row.a, row.b, row.activity, row.status, report.language.word("status", row.status)
        )
        for row in tuples(relations)
    ]
    firm = int(relations["status"].isin(["exists", "agreed"]).sum())
    title = report.count(
        "{number} of {total} ties is more than a plan",
        "{number} of {total} ties are more than a plan",
        firm,
        total=report.language.figure(len(relations)),
    )
    alt = "; ".join(f"{r.a} – {r.b}: {r.activity} ({r.word})" for r in rows)
    return Chart(
        charts.ties(rows),
        title,
        report.say(
            "A line is a tie: full where it exists or is agreed, broken where planned or wished."
        ),
        report.say("Source: the article, read by Beleg."),
        f"{as_plain(title)}. {alt}.",
        _ties_numbers(report, relations),
        say("Chart"),
        say("The numbers of this chart"),
    )


def _in_order(report: Report) -> pd.DataFrame:
    """Return the relations, those of one pair together, pairs in order of the text."""
    relations = report.frames.relations
    pairs = relations["a"].str.cat(relations["b"], sep="\0")
    return relations.assign(
        _pair=pairs.map({pair: i for i, pair in enumerate(pairs.unique())})
    ).sort_values(["_pair", "start"], kind="stable")


def _ties_numbers(report: Report, relations: pd.DataFrame) -> Table:
    say = report.language.text
    rows = tuple(
        (
            line(f"{pair['a'].iloc[0]} – {pair['b'].iloc[0]}"),
            *(line(str((pair["status"] == status).sum())) for status in STATUSES),
        )
        for _, pair in relations.groupby("_pair", sort=True)
    )
    head = (say("Partners"), *(report.language.word("status", status) for status in STATUSES))
    return Table(
        report.say("Ties by pair and status"), head, rows, frozenset({1, 2, 3, 4}), say("Table")
    )


def commitments(report: Report) -> Table | Prose:
    """Return what is done, agreed, planned or wished for: who, what, goods, in which words."""
    relations, say = _in_order(report), report.language.text
    if relations.empty:
        return Prose((report.say("There is no commitment to list."),))
    rows = tuple(_commitment(report, row) for row in tuples(relations))
    head = (say("What"), say("Who"), say("Goods"), say("How firm"), say("In the words"))
    return Table(
        report.say("Commitments, with the words they rest on"), head, rows,
        label=say("Table"), widths=(4, 4, 4, 3, 4),
    )  # fmt: skip


def _commitment(report: Report, row: Any) -> tuple[Line, ...]:
    say = report.language.text
    implied = line() if row.explicit else line(" ", Run(say("(one partner implied)"), "em"))
    words = row.surface if is_missing(row.status_word) else row.status_word
    return (
        line(report.words(row.activity)),
        line(report.words(row.a), " – ", report.words(row.b), implied),
        line(report.words(", ".join(row.goods))) if row.goods else line("–"),
        line(Run(report.language.word("status", row.status), "strong"), *_corrected(report, row)),
        line("„", report.words(words), "“", report.cite(row, f"{say('tie')}: {row.a} – {row.b}")),
    )


# --- pressure of time, and care ---------------------------------------------------------------


def urgency(report: Report) -> Group | Prose:
    """Return where time pressure is voiced, and by whom."""
    themes = report.frames.themes
    rows = themes[themes["theme"] == URGENCY]
    if rows.empty:
        return Prose((report.say("The article voices no time pressure."),))
    label, sentences = report.language.word("theme", URGENCY), rows["sentence"].nunique()
    lead = report.count(
        "Time pressure is voiced in {number} sentence.",
        "Time pressure is voiced in {number} sentences.",
        sentences,
    )
    return Group((Prose((lead,)), Points(tuple(
        line(_voice(report, group), ": ", _theme_words(report, label, group))
        for _, group in rows.groupby("sentence", sort=True)
    ))))  # fmt: skip


def _voice(report: Report, rows: pd.DataFrame) -> Line:
    quotes, first = report.frames.quotes, rows.iloc[0]
    inside = quotes[(quotes["start"] <= first["start"]) & (quotes["end"] >= first["end"])]
    if inside.empty:
        return report.say("the agency, in its own words")
    speaker = inside.iloc[0]["speaker"]
    return line(
        report.language.text("not resolved") if is_missing(speaker) else Run(str(speaker), "strong")
    )


def cautions(report: Report) -> Points:
    """Return what to be careful about in this article, and only that."""
    return Points(tuple(_cautions(report)))


def _cautions(report: Report) -> Iterator[Line]:
    frames = report.frames
    if state := state_agency(report):
        yield state
    direct = _direct(report)
    speakers = direct["speaker"].dropna().unique()
    if len(direct) > 1 and len(speakers) == 1:
        yield report.count(
            "All {number} direct quote is {name}’s: the text lets nobody else speak.",
            "All {number} direct quotes are {name}’s: the text lets nobody else speak.",
            len(direct),
            name=speakers[0],
        )
    if slips := int(frames.quotes["slip"].sum()):
        yield report.count(
            "{number} speaker is named by a role that is not theirs; see the quote.",
            "{number} speakers are named by a role that is not theirs; see the quote.",
            slips,
        )
    if open_ := int(direct["speaker"].isna().sum()):
        yield report.count(
            "The speaker of {number} quote could not be resolved.",
            "The speakers of {number} quotes could not be resolved.", open_,
        )  # fmt: skip
    if implied := int((~frames.relations["explicit"].astype(bool)).sum()):
        yield report.count(
            "{number} tie names only one partner in its sentence; the other is implied.",
            "{number} ties name only one partner in their sentence; the other is implied.",
            implied,
        )
    yield report.say(
        "Themes and ties are read by rules from one text; what it leaves out, no rule can see."
    )
