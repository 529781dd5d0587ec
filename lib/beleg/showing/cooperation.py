"""What the notebook on cooperation themes shows of an article, each statement with its words."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from beleg.showing import charts
from beleg.showing.evidence import Report, is_missing, tuples
from beleg.showing.present import (
    Block,
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
    link,
)

# From firm to wished for: the order in which ties are counted and shown.
STATUSES = ("exists", "agreed", "planned", "wished")
URGENCY = "urgency_speed"
STATE_AGENCIES = ("BelTA",)
# The number in a note on the text: «2 paragraphs printed twice», not that of «UTF-16».
NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


class Theme(NamedTuple):
    """A theme of the article: its name in the report's language, its sentences and its words."""

    label: str
    sentences: list[int]
    words: pd.DataFrame


def summary(report: Report) -> Group:
    """Return the first screen: the headline finding, who speaks, when, where, from which source."""
    headline = _headline(report)
    facts = Facts((*_facts(report), *source_facts(report)))
    themes = ", ".join(theme.label for theme in _themes(report)[:3])
    told = report.about("Cooperation themes", headline, themes=themes)
    return Group((Prose((headline,), "headline"), facts), "summary", told)


def _headline(report: Report) -> Line:
    relations = report.frames.relations
    if len(relations):
        counts = relations["status"].value_counts()
        parts = [
            as_plain(report.count(f"count.{status}", f"count.{status}", int(counts[status])))
            for status in STATUSES
            if status in counts
        ]
        pairs = {frozenset(pair) for pair in zip(relations["a"], relations["b"], strict=True)}
        number = report.language.figure(len(pairs))
        between = report.say("{number} pairs of partners", number=number)
        if len(pairs) == 1:
            between = report.say("two partners")
        return report.count(
            "The article names {number} tie between {pairs}: {parts}.",
            "The article names {number} ties between {pairs}: {parts}.",
            len(relations),
            pairs=as_plain(between),
            parts=report.language.all(parts),
        )
    themes = _themes(report)
    if not themes:
        return report.say("The article names no cooperation theme and no tie between partners.")
    return report.count(
        "{theme} leads: it stands in {number} sentence; no tie between partners is named.",
        "{theme} leads: it stands in {number} sentences; no tie between partners is named.",
        len(themes[0].sentences),
        theme=themes[0].label,
    )


def _facts(report: Report) -> Iterator[tuple[str, Line]]:
    """Yield who speaks, how firm the ties are and which themes lead, each with its marks."""
    say, word = report.language.text, report.language.word
    direct = _direct(report)
    direct = direct.assign(speaker=direct["speaker"].fillna(say("not resolved")))
    speakers = [
        (name, rows, word("quote", "direct"))
        for name, rows in direct.groupby("speaker", sort=False)
    ]
    speakers.sort(key=lambda speaker: -len(speaker[1]))
    yield say("Who speaks"), _marked(report, speakers) or report.say("nobody is quoted")
    relations = report.frames.relations
    firm = [(word("status", s), relations[relations["status"] == s], say("tie")) for s in STATUSES]
    if ties := [each for each in firm if len(each[1])]:
        yield say("Ties"), _marked(report, ties)
    if themes := _themes(report)[:3]:
        yield say("Leading themes"), _marked(report, [(t.label, t.words, t.label) for t in themes])


def _marked(report: Report, groups: Sequence[tuple[Any, pd.DataFrame, str]]) -> Line:
    """Return names with the marks of their rows: «Alexander Lukaschenko 3–4 10»."""
    pieces: list[str | Run | Line] = []
    for name, rows, use in groups:
        pieces += ["; "] * bool(pieces) + [str(name), _marks(report, rows, use)]
    return line(*pieces)


def _marks(report: Report, rows: pd.DataFrame, use: str) -> Line:
    """Return the marks of rows, one a sentence."""
    marks = [report.cite(row, use) for row in tuples(rows)]
    return tuple({mark.text: mark for mark in reversed(marks)}.values())[::-1]


def source_facts(report: Report) -> Iterator[tuple[str, Line]]:
    """Yield when and where the article was published, and what is to be noted of its text."""
    say, article = report.language.text, report.frames.article
    unknown = report.say("not known, so no year is read from words like “last year”")
    yield (
        say("Published"),
        line(report.language.day(article.published)) if article.published else unknown,
    )
    name = ", ".join(text for text in (article.agency, article.title) if text) or article.id
    yield say("Source"), line(link(name, article.url) if article.url else name)
    for note in article.notes:
        number = NUMBER.search(note)
        template = NUMBER.sub("{number}", note)
        yield say("Note"), report.say(template, number=number[0] if number else "")


def state_agency(report: Report) -> Line:
    """Return the caution that the source is a state agency, an empty line if it is none."""
    agency = report.frames.article.agency
    if agency not in STATE_AGENCIES:
        return ()
    return report.say(
        "{agency} is a state agency; the President it answers to is a party to what it reports.",
        agency=agency,
    )


# --- themes -----------------------------------------------------------------------------------


def _themes(report: Report) -> list[Theme]:
    """Return the themes, the one in most sentences first."""
    word = report.language.word
    found = [
        Theme(word("theme", str(name)), sorted(set(rows["sentence"])), rows)
        for name, rows in report.frames.themes.groupby("theme", sort=True)
    ]
    return sorted(found, key=lambda theme: (-len(theme.sentences), theme.sentences[0]))


def themes_chart(report: Report) -> Chart | Prose:
    """Return where each theme stands in the text, sentence by sentence."""
    themes, total = _themes(report), len(report.frames.sentences)
    if not themes:
        return report.prose("No sentence of this article speaks of a cooperation theme.")
    say, first = report.language.text, themes[0]
    title = report.count(
        "{theme} leads: it stands in {number} of {total} sentences",
        "{theme} leads: it stands in {number} of {total} sentences",
        len(first.sentences),
        theme=first.label,
        total=report.language.figure(total),
    )
    rows = [
        (
            theme.label,
            str(len(theme.sentences)),
            report.language.percent(len(theme.sentences) / total),
            ", ".join(str(i + 1) for i in theme.sentences),
        )
        for theme in themes
    ]
    return report.chart(
        charts.strip(
            [(t.label, t.sentences) for t in themes], total, (say("first sentence"), say("last"))
        ),
        line(title, _marks(report, first.words, first.label)),
        report.say(
            "Each cell is a sentence; filled where the theme stands. At the right: how many."
        ),
        report.say("Source: the article, read by Beleg with its theme lexicon."),
        report.table(
            "Sentences by theme",
            ("Theme", "Sentences", "Share of the text", "Where"),
            rows,
            numeric=(1, 2),
        ),
    )


def themes_table(report: Report) -> Table | Prose:
    """Return the words that give each theme, each with its evidence."""
    themes = _themes(report)
    if not themes:
        return report.prose("There are no theme words to show.")
    rows = [(theme.label, _words(report, theme.label, theme.words)) for theme in themes]
    caption = "The words that give each theme; the number is their sentence"
    return report.table(caption, ("Theme", "Words"), rows, widths=(2, 5))


def _words(report: Report, use: str, rows: pd.DataFrame) -> Line:
    pieces: list[str | Run] = []
    for row in tuples(rows):
        shown = report.words(row.surface)
        if row.method == "carried":
            shown = Run(report.language.text("told by the sentences around it"), "em")
        pieces += [", "] * bool(pieces) + [shown, report.cite(row, use)]
        pieces += report.corrected(row)
    return line(*pieces)


# --- speech -----------------------------------------------------------------------------------


def quotes(report: Report) -> Block:
    """Return every quote with its speaker, and how the speaker was found."""
    rows = tuples(report.frames.quotes)
    if not rows:
        return report.prose("Nobody is quoted in this article, directly or indirectly.")
    direct = len(_direct(report))
    word = report.count("{number} passage word for word", "{number} passages word for word", direct)
    sense = report.count(
        "{number} passage in indirect speech",
        "{number} passages in indirect speech",
        len(rows) - direct,
    )
    parts = [as_plain(part) for part, some in ((word, direct), (sense, len(rows) - direct)) if some]
    lead = report.say("The article quotes {parts}.", parts=report.language.all(parts))
    items = tuple(
        (_quoted(report, row), _speaker(report, row), row.kind == "direct") for row in rows
    )
    return Group((Prose((lead,)), Quotes(items)))


def _direct(report: Report) -> pd.DataFrame:
    quotes = report.frames.quotes
    return quotes[quotes["kind"] == "direct"]


def _quoted(report: Report, row: Any) -> Line:
    before, after = ("„", "“") if row.kind == "direct" else ("", "")
    mark = report.cite(row, report.language.word("quote", row.kind))
    return line(before, report.words(row.surface), after, mark)


def _speaker(report: Report, row: Any) -> Line:
    """Return who speaks, in which words, found how; a slip of the text is told as one."""
    method = "–" if is_missing(row.method) else report.language.word("method", str(row.method))
    if is_missing(row.speaker):
        return report.say("speaker not resolved ({method})", method=method)
    name = Run(str(row.speaker), "strong")
    if not row.speaker_span:
        return line(name, f" ({method})", report.corrected(row))
    start, end = row.speaker_span
    mark = report.cite_span(start, end, report.language.text("speaker"))
    words = line("„", report.words(report.frames.article.text[start:end]), "“", mark)
    if row.slip:
        said = report.say(
            ". A slip: the text says {words}, read as {name} ({method})",
            words=words, name=str(row.speaker), method=method,
        )  # fmt: skip
    else:
        said = report.say(": the text says {words} ({method})", words=words, method=method)
    return line(name, said, report.corrected(row))


# --- ties -------------------------------------------------------------------------------------


def ties_chart(report: Report) -> Chart | Prose:
    """Return who works with whom on what, and how firm it is."""
    relations = _in_order(report)
    if relations.empty:
        return report.prose("The article names no two partners that work together.")
    word = report.language.word
    firm = relations[relations["status"].isin(["exists", "agreed"])]
    title = report.count(
        "{number} of {total} ties is more than a plan",
        "{number} of {total} ties are more than a plan",
        len(firm),
        total=report.language.figure(len(relations)),
    )
    ties = [
        charts.Tie(r.a, r.b, r.activity, r.status, word("status", r.status))
        for r in tuples(relations)
    ]
    head = ("Partner", "Partner", "What", "How firm")
    rows = [
        (report.words(tie.a), report.words(tie.b), report.words(tie.activity), tie.word)
        for tie in ties
    ]
    return report.chart(
        charts.ties(ties),
        line(title, _marks(report, firm, report.language.text("tie"))),
        report.say(
            "A line is a tie: full where it exists or is agreed, broken where planned or wished."
        ),
        report.say("Source: the article, read by Beleg."),
        report.table("Ties between partners", head, rows),
    )


def _in_order(report: Report) -> pd.DataFrame:
    """Return the relations, those of one pair together, pairs in order of the text."""
    relations = report.frames.relations
    pairs = relations["a"].str.cat(relations["b"], sep="\0")
    order = pairs.map({pair: place for place, pair in enumerate(pairs.unique())})
    return relations.assign(_pair=order).sort_values(["_pair", "start"], kind="stable")


def commitments(report: Report) -> Table | Prose:
    """Return what is done, agreed, planned or wished for: who, what, goods, in which words."""
    relations = _in_order(report)
    if relations.empty:
        return report.prose("There is no commitment to list.")
    head = ("What", "Who", "Goods", "How firm", "In the words")
    rows = [_commitment(report, row) for row in tuples(relations)]
    return report.table(
        "Commitments, with the words they rest on", head, rows, widths=(4, 4, 4, 3, 4)
    )


def _commitment(report: Report, row: Any) -> tuple[str | Run | Line, ...]:
    say, words = report.language.text, report.words
    implied = () if row.explicit else line(" ", Run(say("(one partner implied)"), "em"))
    firm = Run(report.language.word("status", row.status), "strong")
    said = row.surface if is_missing(row.status_word) else row.status_word
    return (
        words(row.activity),
        line(words(row.a), " – ", words(row.b), implied),
        words(", ".join(row.goods)) if row.goods else "–",
        line(firm, report.corrected(row)),
        line("„", words(said), "“", report.cite(row, say("tie"))),
    )


# --- pressure of time, and care ---------------------------------------------------------------


def urgency(report: Report) -> Block:
    """Return where time pressure is voiced, and by whom, sentence by sentence."""
    themes = report.frames.themes
    rows = themes[themes["theme"] == URGENCY]
    if rows.empty:
        return report.prose("The article voices no time pressure.")
    lead = report.count(
        "Time pressure is voiced in {number} sentence.",
        "Time pressure is voiced in {number} sentences.",
        rows["sentence"].nunique(),
    )
    voices = [_voice(report, group) for _, group in rows.groupby("sentence", sort=True)]
    return Group((Prose((lead,), "intro"), Points(tuple(voices))))


def _voice(report: Report, rows: pd.DataFrame) -> Line:
    """Return who says a sentence that presses, and the sentence: of a quote only what is quoted."""
    quotes, first = report.frames.quotes, tuples(rows)[0]
    sentence = report.frames.sentences.iloc[first.sentence]
    start, end = int(sentence["start"]), int(sentence["end"])
    inside = quotes[(quotes["start"] <= first.start) & (quotes["end"] >= first.end)]
    who: str | Run | Line = report.say("The agency, in its own words")
    if len(inside):
        start, end = max(start, int(inside.iloc[0]["start"])), min(end, int(inside.iloc[0]["end"]))
        name = inside.iloc[0]["speaker"]
        who = Run(report.language.text("not resolved") if is_missing(name) else str(name), "strong")
    marks = [report.cite(row, report.language.word("theme", URGENCY)) for row in tuples(rows)]
    return line(who, ": „", report.words(report.frames.article.text[start:end]), "“", marks[0])


def cautions(report: Report) -> Points:
    """Return what to be careful about in this article, and only that."""
    return Points(tuple(_cautions(report)))


def _cautions(report: Report) -> Iterator[Line]:
    frames, direct = report.frames, _direct(report)
    if state := state_agency(report):
        yield state
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
    if unresolved := int(direct["speaker"].isna().sum()):
        yield report.count(
            "The speaker of {number} quote could not be resolved.",
            "The speakers of {number} quotes could not be resolved.",
            unresolved,
        )
    if implied := int((~frames.relations["explicit"].astype(bool)).sum()):
        yield report.count(
            "{number} tie names only one partner in its sentence; the other is implied.",
            "{number} ties name only one partner in their sentence; the other is implied.",
            implied,
        )
    yield report.say(
        "Themes and ties are read by rules from one text; what it leaves out, no rule can see."
    )
