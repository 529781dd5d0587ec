"""What the notebook on the import figure shows: each claim, its scale, its baskets, its verdict."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from beleg import cautions as caveats
from beleg import charts, claims, evidence, official
from beleg.claims import Check, Claim
from beleg.cooperation import about, is_missing, source_facts, state_agency
from beleg.evidence import Report, tuples
from beleg.official import WORLD, Amount, Message
from beleg.present import (
    Block,
    Chart,
    Facts,
    Group,
    Heading,
    Line,
    Points,
    Prose,
    Run,
    Table,
    Verdict,
    as_plain,
    line,
)

BILLION = 1e9


def check(report: Report, numbers: Sequence[int] = (), tolerance: float = 0.05) -> list[Check]:
    """Return the checks of an article's claims, or of those with the numbers, counted from 1.

    `tolerance` is the half-width of «rund» and «etwa», as a share of the figure.
    """
    found = claims.find(report.frames, numbers)
    report.parameters |= {"claims": ", ".join(map(str, numbers)), "tolerance": f"{tolerance:g}"}
    if not found:
        return []
    statistics = official.load()
    return [claims.check(c, statistics, report.frames.article, tolerance=tolerance) for c in found]


def summary(report: Report, checks: Sequence[Check]) -> Group:
    """Return the first screen: what is claimed and the verdict, who, when, where from."""
    say, facts = report.language.text, Facts(tuple(source_facts(report)))
    if not checks:
        headline = report.say(
            "The article claims no import or export figure that could be checked."
        )
        told = about(report, say("Import figure"), headline)
        return Group((Prose((headline,), "headline"), facts), "summary", told)
    headline = _claimed(report, checks[0])
    facts = Facts(((say("Who says so"), _asserted(report, checks[0].claim)), *facts.rows))
    verdicts = tuple(_verdict(report, check) for check in checks)
    told = about(report, say("Import figure"), headline, **_told(report, checks))
    return Group((Prose((headline,), "headline"), *verdicts, facts), "summary", told)


def claimed(report: Report, checks: Sequence[Check]) -> Block:
    """Return what exactly is claimed, in whose words, with which hedges."""
    return _each(report, checks, lambda check: _claim_facts(report, check))


def versions(report: Report, checks: Sequence[Check]) -> Block:
    """Return other published versions of a claim beside the article's."""
    return _each(report, checks, lambda check: _versions(report, check))


def scale(report: Report, checks: Sequence[Check]) -> Block:
    """Return how big a claim is: against all trade by year, per head, in other money."""
    parts = (_size, _series, _measures, _totals)
    return _each(report, checks, lambda check: Group(tuple(part(report, check) for part in parts)))


def baskets(report: Report, checks: Sequence[Check]) -> Block:
    """Return a claim against baskets of goods, with the rule of the verdict."""
    return _each(report, checks, lambda check: _baskets(report, check))


def indications(report: Report, checks: Sequence[Check]) -> Block:
    """Return press and mirror figures, each labelled by its class of evidence, never added up."""
    return _each(report, checks, lambda check: _indications(report, check))


def quantities(report: Report) -> Table | Prose:
    """Return every quantity of the article, as it was read."""
    rows, say = tuples(report.frames.quantities), report.language.text
    if not rows:
        return Prose((report.say("The article holds no quantity."),))
    head = (say("In the words"), say("Read as"), say("Year"), say("Of what"), say("Flow"))
    return Table(
        report.say("Every quantity of the article, as it was read"), head,
        tuple(_quantity(report, row) for row in rows), label=say("Table"), widths=(4, 4, 2, 4, 3),
    )  # fmt: skip


def cautions(report: Report, checks: Sequence[Check]) -> Points | Prose:
    """Return what to be careful about in this case, and only that."""
    lines = [message(report, warning) for check in checks for warning in check.warnings]
    if not checks and (state := state_agency(report)):
        lines.append(state)
    if not lines:
        return Prose((report.say("Nothing beyond what is said above."),))
    return Points(tuple(dict.fromkeys(lines)))


def colophon(report: Report, checks: Sequence[Check]) -> Facts:
    """Return what the report was made from, the statistics with vintage and hash."""
    sources = {source.sha256: source for check in checks for source in check.sources}
    rows = [
        (
            source.producer,
            line(
                f"{source.title}, {source.vintage}. {source.licence}. SHA-256 ",
                Run(source.sha256, "code"),
            ),
        )
        for source in sources.values()
    ]
    return evidence.colophon(report, rows)


def message(report: Report, text: Message) -> Line:
    """Return a message of the check in the report's language."""
    return report.say(text.template, **{name: _value(report, v) for name, v in text.values.items()})


def _value(report: Report, value: Any) -> str:
    if isinstance(value, Amount):
        return report.language.amount(value.value, value.unit)
    if isinstance(value, Message):
        return as_plain(message(report, value))
    if isinstance(value, list | tuple):
        return report.language.all([_value(report, each) for each in value])
    if isinstance(value, str):
        return report.language.place(report.language.text(value))
    return str(value)


def _each(report: Report, checks: Sequence[Check], show: Callable[[Check], Block]) -> Block:
    """Return a section a claim, each under its figure where there are several."""
    if not checks:
        return Prose((report.say("There is no claim to show here."),))
    if len(checks) == 1:
        return show(checks[0])
    parts: list[Block] = []
    for each in checks:
        parts += [
            Heading(3, line(report.words(f"{each.claim.words}, {each.claim.year}"))),
            show(each),
        ]
    return Group(tuple(parts))


# --- the claim --------------------------------------------------------------------------------


def _claimed(report: Report, check: Check) -> Line:
    claim = check.claim
    return report.say(
        f"claimed.{claim.flow}.{check.verdict}",
        figure=line(
            _read_as(report, claim.comparator, claim.value, claim.currency), _mark(report, claim)
        ),
        who=_who(report, claim),
        year=str(claim.year),
    )


def _told(report: Report, checks: Sequence[Check]) -> dict[str, str]:
    """Return the verdict for the index, and for search engines what somebody has signed off."""
    article, say = report.frames.article, report.language.text
    reviews = [review for check in checks if (review := claims.claim_review(check, article, say))]
    signed = {"claim_review": json.dumps(reviews, ensure_ascii=False)} if reviews else {}
    return {"verdict": checks[0].verdict, **signed}


def _verdict(report: Report, check: Check) -> Verdict:
    label = report.language.text(claims.VERDICTS[check.verdict])
    why = check.missing if check.verdict == "not_checkable" else (check.finding,)
    pieces = [piece for each in why for piece in (message(report, each), " ")]
    return Verdict(check.verdict, label, line(*pieces[:-1]))


def _mark(report: Report, claim: Claim) -> Run:
    return report.cite(claim, report.language.text("claim"))


def _who(report: Report, claim: Claim) -> str:
    return report.language.all([report.language.place(name) for name in claim.reporters])


def _asserted(report: Report, claim: Claim) -> Line:
    speaker = claim.speaker or report.language.text("not resolved")
    return report.say(f"asserted.{claim.asserted_by}", speaker=Run(speaker, "strong"))


def _claim_facts(report: Report, check: Check) -> Facts:
    say, claim, none = report.language.text, check.claim, report.say("not named")
    rows = [
        (say("In the words"), line("„", report.words(claim.words), "“", _mark(report, claim))),
        (say("Read as"), line(_read_as(report, claim.comparator, claim.value, claim.currency))),
        (say("Hedge"), _quoted(report, claim, claim.hedge, say("Hedge")) or report.say("none")),
        (say("Year"), line(str(claim.year), _near(report, claim, str(claim.year), say("Year")))),
        (say("Flow"), line(report.language.word("flow", claim.flow))),
        (say("Whose trade"), _places(report, claim, claim.reporters, say("Whose trade"))),
        (say("Goods"), _quoted(report, claim, claim.goods, say("Goods")) or none),
        (
            say("Partner"),
            _places(report, claim, [claim.partner], say("Partner")) if claim.partner else none,
        ),
        (say("Who says so"), _asserted(report, claim)),
    ]
    return Facts(tuple(rows))


def _read_as(report: Report, comparator: str, value: float, unit: str) -> str:
    amount = report.language.amount(value, unit)
    return (
        amount
        if comparator == "="
        else f"{report.language.word('comparator', comparator)} {amount}"
    )


def _quoted(report: Report, claim: Claim, text: str | None, use: str) -> Line:
    return line("„", report.words(text), "“", _near(report, claim, text, use)) if text else ()


def _places(report: Report, claim: Claim, names: Sequence[str], use: str) -> Line:
    pieces: list[str | Line] = []
    for name in names:
        pieces += [", "] * bool(pieces) + [
            report.language.place(name),
            _near(report, claim, name, use),
        ]
    return line(*pieces)


def _near(report: Report, claim: Claim, text: str, use: str) -> Line:
    """Return the mark of words in the sentence of a claim, nothing where they stand elsewhere."""
    sentences = report.frames.sentences
    row = sentences.iloc[int(sentences["start"].searchsorted(claim.start, side="right")) - 1]
    at = report.frames.article.text.find(text, row["start"], row["end"])
    return (report.cite_span(at, at + len(text), use),) if at >= 0 else ()


def _versions(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.versions.empty:
        return Prose((report.say("No other published version of this claim is on record."),))
    rows = tuple(
        (
            line(row.publisher),
            line("“", Run(row.words, "em"), "”"),
            line(_read_as(report, row.comparator, row.value, row.currency)),
            line(
                ", ".join(report.language.word("differs", key) for key in row.differs)
                or say("nothing")
            ),
            line(Run(say("Page"), "link", row.url)) if not is_missing(row.url) else line("–"),
        )
        for row in tuples(check.versions)
    )
    head = (say("Published by"), say("Words"), say("Read as"), say("What differs"), say("Source"))
    caption = report.say("Published versions of the same statement")
    return Table(caption, head, rows, label=say("Table"), widths=(5, 4, 4, 4, 2))


# --- its scale --------------------------------------------------------------------------------


def _size(report: Report, check: Check) -> Prose:
    """Say in a sentence how big the claimed figure is."""
    claim, language = check.claim, report.language
    first = check.scale.dropna(subset=["value"]).drop_duplicates("key").set_index("key")["value"]
    if not {"share_of_trade", "per_head"} <= set(first.index):
        return Prose(
            (report.say("How it compares with all trade cannot be said: figures are missing."),)
        )
    sentence = report.say(
        "{figure} would be {share} of all goods {flow} of {who} in {year}, gross, "
        "and {head} for each inhabitant.",
        figure=line(language.amount(claim.value, claim.currency), _mark(report, claim)),
        share=language.percent(first["share_of_trade"] / 100),
        flow=language.word("flow", claim.flow),
        who=_who(report, claim),
        year=str(claim.year),
        head=language.amount(first["per_head"], "USD", 0),
    )
    return Prose((sentence,), "intro")


def _series(report: Report, check: Check) -> Block:
    claim, say, language = check.claim, report.language.text, report.language
    years = check.series.dropna(subset=["share_percent"])
    if not years["is_claim_year"].any():
        return Prose((report.say("There is no series of all trade for this case."),))
    at = years[years["is_claim_year"]].iloc[0]
    share, flow = (
        language.percent(at["share_percent"] / 100),
        report.language.word("flow", claim.flow),
    )
    title = report.say(
        "The claim would be {share} of all goods {flow} of {who} in {year}",
        share=share, flow=flow, who=_who(report, claim), year=str(claim.year),
    )  # fmt: skip
    totals = [float(total) / BILLION for total in years["value_usd"]]
    amount = at["share_percent"] / 100 * at["value_usd"] / BILLION
    unit = say("billion US dollars")
    listed = "; ".join(
        f"{y}: {language.number(t, 1)}" for y, t in zip(years["year"], totals, strict=True)
    )
    source = "; ".join(check.scale.loc[check.scale["key"] == "share_of_trade", "source"].head(1))
    return Chart(
        charts.columns(years["year"].tolist(), totals, (claim.year, amount), (unit, share)),
        title,
        report.say(
            "Goods {flow} by year, all partners, gross; the foot of the marked column is the claim",
            flow=flow,
        ),
        report.say("Source: {sources}.", sources=source),
        f"{as_plain(title)}. {say('Total')}, {unit}: {listed}.",
        _series_numbers(report, years),
        say("Chart"),
        say("The numbers of this chart"),
    )


def _series_numbers(report: Report, years: pd.DataFrame) -> Table:
    say, language = report.language.text, report.language
    rows = tuple(
        (
            line(str(row.year)),
            line(language.number(row.value_usd / BILLION, 1)),
            line(language.percent(row.share_percent / 100)),
            line(str(row.rank)),
        )
        for row in tuples(years)
    )
    head = (say("Year"), say("Total"), say("The claim as a share"), say("Rank of the year"))
    caption = report.say("Goods trade by year, billion US dollars")
    return Table(caption, head, rows, frozenset({1, 2, 3}), say("Table"))


def _measures(report: Report, check: Check) -> Block:
    say, sizes = report.language.text, check.scale
    sources = list(dict.fromkeys(each for cell in sizes["source"] for each in _lines(check, cell)))
    rows = tuple(
        _measure(report, row, [_letter(sources.index(each)) for each in _lines(check, row.source)])
        for row in tuples(sizes)
    )
    notes = [line(f"{_letter(i)}: {each}") for i, each in enumerate(sources)]
    head = (say("Measure"), say("Value"), say("Source"))
    caption = report.say("How big the claimed figure is")
    return Table(caption, head, rows, frozenset({1}), say("Table"), tuple(notes), (6, 4, 1))


def _measure(report: Report, row: Any, letters: list[str]) -> tuple[Line, ...]:
    say = report.language.text
    if row.key == "in_later_usd" and not is_missing(row.value):
        label = report.say("In US dollars of {year}", year=str(row.year))
    else:
        label = line(report.language.word("measure", row.key))
    basis = f", {say(row.basis)}" if row.basis else ""
    if isinstance(row.missing, Message):
        value = message(report, row.missing)
    else:
        value = line(report.language.amount(row.value, row.unit, 0 if row.key == "per_head" else 1))
    return line(label, basis), value, line(", ".join(letters) or "–")


def _lines(check: Check, cell: str) -> list[str]:
    """Return the source lines in a cell, which are joined by semicolons and may hold some."""
    known = [source.line for source in check.sources if source.line in cell]
    for each in known:
        cell = cell.replace(each, "")
    return known + [each for each in cell.split("; ") if each]


def _letter(index: int) -> str:
    return chr(ord("a") + index)


def _totals(report: Report, check: Check) -> Block:
    """Return the sources that disagree on the total, nothing where there is one alone."""
    say = report.language.text
    if check.totals.groupby(["reporter", "year"]).size().le(1).all():
        return Group(())
    rows = tuple(
        (
            line(report.language.place(row.reporter)),
            line(str(row.year)),
            line(report.language.amount(row.value_usd, "USD", 1)),
            line(report.language.word("evidence", row.evidence)),
            _linked(row.source, row.url),
            report.say("used here") if row.used else line("–"),
        )
        for row in tuples(check.totals)
    )
    head = (say("Of whom"), say("Year"), say("Total"), say("Evidence"), say("Source"), say("Used"))
    caption = report.say("Sources that disagree on the total")
    return Table(caption, head, rows, frozenset({2}), say("Table"), (), (3, 2, 4, 3, 6, 3))


def _linked(text: Any, url: Any) -> Line:
    web = isinstance(url, str) and url.startswith(("https://", "http://"))
    return line(Run(str(text), "link", url)) if web else line(str(text))


# --- baskets, indications, quantities -----------------------------------------------------------


def _baskets(report: Report, check: Check) -> Block:
    blocks: list[Block] = [_verdict(report, check)]
    if check.baskets["value"].notna().any():
        blocks += [_basket_chart(report, check), _basket_table(report, check)]
    if check.goods.baskets:
        blocks.append(_basket_codes(report, check))
    rule = Points(tuple(message(report, each) for each in check.rule))
    return Group((*blocks, Prose((report.say("The rule of the verdict:"),), "intro"), rule))


def _basket_table(report: Report, check: Check) -> Table:
    say = report.language.text
    head = (say("Basket"), say("Basis"), say("Value"), say("The basket …"), say("Gap"))
    lines = dict.fromkeys(each for each in check.baskets["source"] if each)
    return Table(
        report.say("The claim against baskets of goods"), head,
        tuple(_basket(report, row) for row in tuples(check.baskets)),
        frozenset({2, 4}), say("Table"),
        tuple(report.say("Source: {sources}.", sources=each) for each in lines), (6, 5, 5, 4, 2),
    )  # fmt: skip


def _basket_codes(report: Report, check: Check) -> Table:
    """Return which HS codes each basket holds, from narrow to wide."""
    say = report.language.text
    head = (say("Basket"), say("Fits the goods’ words"), say("HS codes"))
    rows = tuple(
        (
            line(say(each.title)),
            line(say("yes") if each.fits else say("wider")),
            line(", ".join(sorted(each.codes[min(each.codes)]))),
        )
        for each in check.goods.baskets
    )
    caption = report.say("The baskets that the goods are mapped to, from narrow to wide")
    return Table(caption, head, rows, label=say("Table"), widths=(4, 3, 9))


def _basket(report: Report, row: Any) -> tuple[Line, ...]:
    say, language = report.language.text, report.language
    known = not is_missing(row.value)
    return (
        line(say(row.title)),
        line(say(claims.BASES[row.basis].template)),
        line(language.amount(row.value, row.currency, 1) if known else "–"),
        line(Run(report.language.word("basket", row.verdict), "strong")),
        line(language.percent(row.gap_percent / 100) if known else "–"),
    )


def _basket_chart(report: Report, check: Check) -> Chart:
    language, say = report.language, report.language.text
    claim = check.chart[check.chart["kind"] == "claim"].iloc[0]
    band = (claim["low"] / BILLION, claim["high"] / BILLION, say("the claim"))
    shown = check.chart[(check.chart["kind"] == "basket") & check.chart["value"].notna()]
    rows = [_bar(report, row.label, row.basis, row.value / BILLION) for row in tuples(shown)]
    title = _chart_title(report, check)
    spans = f"{language.number(band[0], 1)}–{language.number(band[1], 1)}"
    numbers = [
        (line(label), line(text))
        for label, text in [(band[2], spans), *((r.label, r.text) for r in rows)]
    ]
    unit = report.say(
        "Billion {currency}; the band is what the words of the claim allow",
        currency=language.plural(f"unit.{check.claim.currency}", "", 2),
    )
    sources = "; ".join(dict.fromkeys(each for each in check.baskets["source"] if each))
    listed = "; ".join(f"{as_plain(label)}: {as_plain(text)}" for label, text in numbers)
    return Chart(
        charts.bars(rows, band=band),
        title,
        unit,
        report.say("Source: {sources}.", sources=sources),
        f"{as_plain(title)}. {as_plain(unit)}. {listed}.",
        Table(title, (say("Basket"), say("Value")), tuple(numbers), frozenset({1})),
        say("Chart"),
        say("The numbers of this chart"),
    )


def _bar(report: Report, label: str, basis: str, value: float) -> charts.Bar:
    say = report.language.text
    name = f"{say(label)}, {say(claims.BASES[basis].template)}"
    return charts.Bar(name, value, report.language.number(value, 1))


def _chart_title(report: Report, check: Check) -> Line:
    within = int((check.baskets["verdict"] == "supported").sum())
    return report.count(
        "{number} of {total} baskets lies where the claim would have it",
        "{number} of {total} baskets lie where the claim would have them",
        within,
        total=str(int(check.baskets["value"].notna().sum())),
    )


def _indications(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.indications.empty:
        return Prose((report.say("No press or mirror figure is on record for this case."),))
    note = report.say(
        "Indications, not official figures: nothing here is added up, "
        "and rows of one partner are no parts of a whole."
    )
    head = (say("Trade"), say("Goods"), say("Value"), say("Class of evidence"), say("Source"))
    rows = tuple(_indication(report, row) for row in tuples(check.indications))
    caption = report.say("What the press and partner countries say")
    table = Table(caption, head, rows, frozenset({2}), say("Table"), widths=(4, 6, 4, 4, 4))
    return Group((Prose((note,), "intro"), table))


def _indication(report: Report, row: Any) -> tuple[Line, ...]:
    say, language = report.language.text, report.language
    partner = say("all partners") if row.partner == WORLD else language.place(row.partner)
    period = "" if row.period == "year" else f", {row.period}"
    note = f". {say(row.note)}" if not is_missing(row.note) else ""
    value = row.as_printed if is_missing(row.value) else language.amount(row.value, row.unit)
    other = f", {say('another measure of the same trade')}" if row.alternative else ""
    return (
        line(f"{language.place(row.reporter)} ← {partner}"),
        line(f"{say(str(row.goods))}{period}{note}"),
        line(value),
        line(say(caveats.EVIDENCE[row.evidence]), other),
        _linked(row.source, row.url),
    )


def _quantity(report: Report, row: Any) -> tuple[Line, ...]:
    say = report.language.text
    word = f"{row.comparator_word} " if not is_missing(row.comparator_word) else ""
    return (
        line("„", report.words(f"{word}{row.surface}"), "“", report.cite(row, say("quantity"))),
        line(_read_as(report, row.comparator, row.value, row.unit)),
        line("–" if is_missing(row.year) else str(row.year)),
        line("–") if is_missing(row.subject) else line(report.words(row.subject)),
        line("–" if is_missing(row.flow) else report.language.word("flow", row.flow)),
    )
