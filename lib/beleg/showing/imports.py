"""What the notebook on the import figure shows: each claim, its scale, its baskets, its verdict."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from beleg.checking import cautions as caveats
from beleg.checking import claims, official
from beleg.checking.claims import Check, Claim
from beleg.checking.official import WORLD, Amount, Message
from beleg.showing import charts, evidence
from beleg.showing.cooperation import source_facts, state_agency
from beleg.showing.evidence import Report, is_missing, tuples
from beleg.showing.present import (
    Block,
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
    link,
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
    facts, told = list(source_facts(report)), {}
    verdicts: list[Block] = []
    headline = report.say("The article claims no import or export figure that could be checked.")
    if len(checks) == 1:
        headline, verdicts = _claimed(report, checks[0]), [_verdict(report, checks[0])]
        facts.insert(0, (report.language.text("Who says so"), _asserted(report, checks[0].claim)))
    elif checks:
        headline, verdicts = _counted(report, checks), [_overview(report, checks)]
    if checks:
        told = _told(report, checks)
    blocks = (Prose((headline,), "headline"), *verdicts, Facts(tuple(facts)))
    return Group(blocks, "summary", report.about("Import figure", headline, **told))


def claimed(report: Report, checks: Sequence[Check]) -> Block:
    """Return what exactly is claimed, in whose words, with which hedges."""
    return _each(report, checks, _claim_facts)


def versions(report: Report, checks: Sequence[Check]) -> Block:
    """Return other published versions of a claim beside the article's."""
    found = [check for check in checks if len(check.versions)]
    if checks and not found:
        return report.prose("No other published version of this claim is on record.")
    return _each(report, found, _versions)


def scale(report: Report, checks: Sequence[Check]) -> Block:
    """Return how big a claim is: per head, in other money, and once a trade beside its years."""
    drawn = {(c.claim.flow, c.claim.reporters): c.claim for c in reversed(checks)}.values()

    def series(report: Report, check: Check) -> Block:
        return _series(report, check) if check.claim in drawn else Group(())

    return _each(report, checks, _size, series, _measures, _totals)


def baskets(report: Report, checks: Sequence[Check]) -> Block:
    """Return a claim against baskets of goods, with the rule of the verdict."""
    return _each(report, checks, _verdict, _basket_chart, _basket_table, _basket_codes, _rule)


def indications(report: Report, checks: Sequence[Check]) -> Block:
    """Return press and mirror figures, each labelled by its class of evidence, never added up."""
    found = [check for check in checks if len(check.indications)]
    if checks and not found:
        return report.prose("No press or mirror figure is on record for this case.")
    return _each(report, found, _indications)


def quantities(report: Report) -> Table | Prose:
    """Return every quantity of the article, as it was read."""
    rows = [_quantity(report, row) for row in tuples(report.frames.quantities)]
    if not rows:
        return report.prose("The article holds no quantity.")
    head = ("In the words", "Read as", "Year", "Of what", "Flow")
    return report.table(
        "Every quantity of the article, as it was read", head, rows, widths=(4, 4, 2, 4, 3)
    )


def cautions(report: Report, checks: Sequence[Check]) -> Points | Prose:
    """Return what to be careful about in this case, and only that."""
    lines = [message(report, warning) for check in checks for warning in check.warnings]
    if not checks and (state := state_agency(report)):
        lines.append(state)
    return (
        Points(tuple(dict.fromkeys(lines)))
        if lines
        else report.prose("Nothing beyond what is said above.")
    )


def colophon(report: Report, checks: Sequence[Check]) -> Facts:
    """Return what the report was made from, the statistics with vintage and hash."""
    sources = {source.sha256: source for check in checks for source in check.sources}.values()
    return evidence.colophon(report, [
        (s.producer, line(f"{s.title}, {s.vintage}. {s.licence}. SHA-256 ", Run(s.sha256, "code")))
        for s in sources
    ])  # fmt: skip


def message(report: Report, text: Message) -> Line:
    """Return a message of the check in the report's language, the claim in the article's words."""
    values: dict[str, str | Line] = {k: _value(report, v) for k, v in text.values.items()}
    if "claim" in text.values:
        values["claim"] = line("„", report.words(text.values["claim"]), "“")
    return report.say(text.template, **values)


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


def _each(
    report: Report, checks: Sequence[Check], *parts: Callable[[Report, Check], Block]
) -> Block:
    """Return what is shown of each claim, under its figure if there are several; else nothing."""
    blocks: list[Block] = []
    for check in checks:
        if len(checks) > 1:
            blocks.append(
                Heading(3, line(report.words(f"{check.claim.words}, {check.claim.year}")))
            )
        blocks += [part(report, check) for part in parts]
    return Group(tuple(blocks))


# --- the claim --------------------------------------------------------------------------------


def _claimed(report: Report, check: Check) -> Line:
    claim = check.claim
    return report.say(
        f"claimed.{claim.flow}.{check.verdict}",
        figure=line(
            _read_as(report, claim.comparator, claim.value, claim.currency), _mark(report, claim)
        ),
        **_whose(report, claim),
    )


def _counted(report: Report, checks: Sequence[Check]) -> Line:
    """Return how many figures are claimed, and what became of them."""
    verdicts = [check.verdict for check in checks]
    parts = [
        as_plain(report.count(f"verdict.{each}", f"verdict.{each}", verdicts.count(each)))
        for each in dict.fromkeys(verdicts)
    ]
    return report.count(
        "The article claims {number} trade figure: {parts}.",
        "The article claims {number} trade figures: {parts}.",
        len(checks),
        parts=report.language.all(parts),
    )


def _overview(report: Report, checks: Sequence[Check]) -> Table:
    """Return the claims of an article, one a row, each with its verdict and the reason."""
    rows = []
    for check in checks:
        claim, verdict = check.claim, _verdict(report, check)
        figure = _read_as(report, claim.comparator, claim.value, claim.currency)
        whose = _whose(report, claim)
        trade = f"{whose['flow']}, {whose['who']}, {whose['year']}"
        label = Run(verdict.label, "strong")
        rows.append((line(figure, _mark(report, claim)), trade, line(label, ". ", verdict.reason)))
    head = ("Claim", "Trade", "Verdict")
    return report.table("The claims and their verdicts", head, rows, widths=(4, 4, 6))


def _told(report: Report, checks: Sequence[Check]) -> dict[str, str]:
    """Return the verdicts for the index, and for search engines what somebody signed off."""
    article, say = report.frames.article, report.language.text
    reviews = [review for check in checks if (review := claims.claim_review(check, article, say))]
    signed = {"claim_review": json.dumps(reviews, ensure_ascii=False)} if reviews else {}
    verdicts = dict.fromkeys(say(claims.VERDICTS[check.verdict]) for check in checks)
    return {"verdict": checks[0].verdict, "verdicts": ", ".join(verdicts), **signed}


def _verdict(report: Report, check: Check) -> Verdict:
    label = report.language.text(claims.VERDICTS[check.verdict])
    why = check.missing if check.verdict == "not_checkable" else (check.finding,)
    pieces = [piece for each in why for piece in (message(report, each), " ")]
    return Verdict(check.verdict, label, line(*pieces[:-1]))


def _mark(report: Report, claim: Claim) -> Run:
    return report.cite(claim, report.language.text("claim"))


def _whose(report: Report, claim: Claim) -> dict[str, str]:
    """Return what sentences on a claim say of its trade: flow, who, year."""
    who = report.language.all([report.language.place(name) for name in claim.reporters])
    return {"flow": report.language.word("flow", claim.flow), "who": who, "year": str(claim.year)}


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
    quantities = report.frames.quantities
    for row in tuples(quantities[quantities["start"] == claim.start]):
        rows += [(say("Note"), note)] if (note := report.corrected(row)) else []
    return Facts(tuple(rows))


def _read_as(report: Report, comparator: str, value: float, unit: str) -> str:
    amount, language = report.language.amount(value, unit), report.language
    return amount if comparator == "=" else f"{language.word('comparator', comparator)} {amount}"


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
    word = report.language.word
    rows = [
        (
            row.publisher,
            line("“", Run(row.words, "em"), "”"),
            _read_as(report, row.comparator, row.value, row.currency),
            ", ".join(word("differs", key) for key in row.differs)
            or report.language.text("nothing"),
            link(report.language.text("Page"), row.url),
        )
        for row in tuples(check.versions)
    ]
    head = ("Published by", "Words", "Read as", "What differs", "Source")
    return report.table(
        "Published versions of the same statement", head, rows, widths=(5, 4, 4, 4, 2)
    )


# --- its scale --------------------------------------------------------------------------------


def _size(report: Report, check: Check) -> Prose:
    """Say in a sentence how big the claimed figure is."""
    claim, language = check.claim, report.language
    first = check.scale.dropna(subset=["value"]).drop_duplicates("key").set_index("key")["value"]
    if not {"share_of_trade", "per_head"} <= set(first.index):
        return report.prose("How it compares with all trade cannot be said: figures are missing.")
    return report.prose(
        "{figure} would be {share} of all goods {flow} of {who} in {year}, gross, "
        "and {head} for each inhabitant.",
        figure=line(language.amount(claim.value, claim.currency), _mark(report, claim)),
        share=language.percent(first["share_of_trade"] / 100),
        head=language.amount(first["per_head"], "USD", 0),
        **_whose(report, claim),
    )


def _series(report: Report, check: Check) -> Block:
    say, language, years = report.language.text, report.language, check.series
    years = years.dropna(subset=["share_percent"])
    if not years["is_claim_year"].any():
        return report.prose("There is no series of all trade for this case.")
    at, whose = tuples(years[years["is_claim_year"]])[0], _whose(report, check.claim)
    share = language.percent(at.share_percent / 100)
    svg = charts.columns(
        years["year"].tolist(),
        (years["value_usd"] / BILLION).tolist(),
        (at.year, at.share_percent / 100 * at.value_usd / BILLION),
        (say("billion US dollars"), share),
    )
    rows = [
        (
            str(row.year),
            language.number(row.value_usd / BILLION, 1),
            language.percent(row.share_percent / 100),
            str(row.rank),
        )
        for row in tuples(years)
    ]
    head = ("Year", "Billion US dollars", "The claim as a share", "Rank of the year")
    title = report.say(
        "The claim would be {share} of all goods {flow} of {who} in {year}", share=share, **whose
    )
    return report.chart(
        svg,
        line(title, _mark(report, check.claim)),
        report.say(
            "Goods {flow} by year, all partners, gross; the foot of the marked column is the claim",
            **whose,
        ),
        _source(report, check.scale.loc[check.scale["key"] == "share_of_trade", "source"].head(1)),
        report.table("Goods trade by year", head, rows, numeric=(1, 2, 3)),
    )


def _source(report: Report, lines: Any) -> Line:
    return report.say(
        "Source: {sources}.", sources="; ".join(dict.fromkeys(each for each in lines if each))
    )


def _measures(report: Report, check: Check) -> Table:
    cells = {cell: _lines(check, cell) for cell in check.scale["source"]}
    sources = list(dict.fromkeys(each for lines in cells.values() for each in lines))
    letters = {each: chr(ord("a") + i) for i, each in enumerate(sources)}
    rows = [
        (*_measure(report, row), ", ".join(letters[each] for each in cells[row.source]) or "–")
        for row in tuples(check.scale)
    ]
    notes = tuple(line(f"{letters[each]}: {each}") for each in sources)
    head = ("Measure", "Value", "Source")
    return report.table(
        "How big the claimed figure is", head, rows, numeric=(1,), notes=notes, widths=(6, 4, 1)
    )


def _measure(report: Report, row: Any) -> tuple[Line, Line]:
    language, missing = report.language, isinstance(row.missing, Message)
    label = line(language.word("measure", row.key))
    if row.key == "in_later_usd" and not missing:
        label = report.say("In US dollars of {year}", year=str(row.year))
    if row.basis:
        label = line(label, f", {language.text(row.basis)}")
    if missing:
        return label, message(report, row.missing)
    return label, line(language.amount(row.value, row.unit, 0 if row.key == "per_head" else 1))


def _lines(check: Check, cell: str) -> list[str]:
    """Return the source lines in a cell, which are joined by semicolons and may hold some."""
    known = [source.line for source in check.sources if source.line in cell]
    for each in known:
        cell = cell.replace(each, "")
    return known + [each for each in cell.split("; ") if each]


def _totals(report: Report, check: Check) -> Block:
    """Return the sources that disagree on the total, nothing where there is one alone."""
    if check.totals.groupby(["reporter", "year"]).size().le(1).all():
        return Group(())
    language = report.language
    rows = [
        (
            language.place(row.reporter),
            str(row.year),
            language.amount(row.value_usd, "USD", 1),
            language.word("evidence", row.evidence),
            _linked(row.source, row.url),
            language.text("used here") if row.used else "–",
        )
        for row in tuples(check.totals)
    ]
    head = ("Of whom", "Year", "Total", "Evidence", "Source", "Used")
    return report.table(
        "Sources that disagree on the total", head, rows, numeric=(2,), widths=(3, 2, 4, 3, 6, 3)
    )


def _linked(text: Any, url: Any) -> Run:
    web = isinstance(url, str) and url.startswith(("https://", "http://"))
    return link(str(text), url) if web else Run(str(text))


# --- baskets, indications, quantities -----------------------------------------------------------


def _basket_chart(report: Report, check: Check) -> Block:
    language, say = report.language, report.language.text
    shown = check.chart[(check.chart["kind"] == "basket") & check.chart["value"].notna()]
    if shown.empty:
        return Group(())
    claim = tuples(check.chart[check.chart["kind"] == "claim"])[0]
    bars = [_bar(report, row) for row in tuples(shown)]
    band = (claim.low / BILLION, claim.high / BILLION, say("the claim"))
    span = f"{language.number(band[0], 1)}–{language.number(band[1], 1)}"
    within = int((check.baskets["verdict"] == "supported").sum())
    title = report.count(
        "{number} of {total} baskets lies where the claim would have it",
        "{number} of {total} baskets lie where the claim would have them",
        within,
        total=str(len(bars)),
    )
    unit = language.plural(f"unit.{check.claim.currency}", "", 2)
    rows = [(band[2], "", span), *((bar.group, bar.label, bar.text) for bar in bars)]
    return report.chart(
        charts.bars(bars, band=band),
        title,
        report.say(
            "Billion {currency}; the band is what the words of the claim allow", currency=unit
        ),
        _source(report, check.baskets["source"]),
        report.table("The claim and the baskets", ("Basket", "Basis", "Value"), rows, numeric=(2,)),
    )


def _bar(report: Report, row: Any) -> charts.Bar:
    language, value = report.language, row.value / BILLION
    basis = language.word("basis", row.basis)
    return charts.Bar(basis, value, language.number(value, 1), language.text(row.label))


def _basket_table(report: Report, check: Check) -> Block:
    if check.baskets["value"].isna().all():
        return Group(())
    head = ("Basket", "Basis", "Value", "The basket …", "Gap")
    rows = [_basket(report, row) for row in tuples(check.baskets)]
    notes = (_source(report, check.baskets["source"]),)
    caption = "The claim against baskets of goods"
    return report.table(caption, head, rows, numeric=(2, 4), notes=notes, widths=(6, 5, 5, 4, 2))


def _basket(report: Report, row: Any) -> tuple[str | Run, ...]:
    say, language, known = report.language.text, report.language, not is_missing(row.value)
    return (
        say(row.title),
        say(claims.BASES[row.basis].template),
        language.amount(row.value, row.currency, 1) if known else "–",
        Run(language.word("basket", row.verdict), "strong"),
        f"{'+' if row.gap_percent > 0 else '−'}{language.percent(abs(row.gap_percent) / 100)}"
        if known
        else "–",
    )


def _basket_codes(report: Report, check: Check) -> Block:
    """Return which HS codes each basket holds, from narrow to wide."""
    if not check.goods.baskets:
        return Group(())
    say = report.language.text
    rows = [
        (
            say(each.title),
            say("yes") if each.fits else say("wider"),
            ", ".join(sorted(each.codes[min(each.codes)])),
        )
        for each in check.goods.baskets
    ]
    caption = "The baskets that the goods are mapped to, from narrow to wide"
    return report.table(
        caption, ("Basket", "Fits the goods’ words", "HS codes"), rows, widths=(4, 3, 9)
    )


def _rule(report: Report, check: Check) -> Group:
    points = Points(tuple(message(report, each) for each in check.rule))
    return Group((report.prose("The rule of the verdict:", role="intro"), points))


def _indications(report: Report, check: Check) -> Block:
    note = report.prose(
        "Indications, not official figures: nothing here is added up, "
        "and rows of one partner are no parts of a whole.",
        role="intro",
    )
    head = ("Trade", "Goods", "Value", "Class of evidence", "Source")
    rows = [_indication(report, row) for row in tuples(check.indications)]
    caption = "What the press and partner countries say"
    return Group((note, report.table(caption, head, rows, numeric=(2,), widths=(4, 6, 4, 4, 4))))


def _indication(report: Report, row: Any) -> tuple[str | Run, ...]:
    say, language = report.language.text, report.language
    partner = say("all partners") if row.partner == WORLD else language.place(row.partner)
    period = "" if row.period == "year" else f", {say(row.period)}"
    note = f". {say(row.note)}" if not is_missing(row.note) else ""
    other = f", {say('another measure of the same trade')}" if row.alternative else ""
    return (
        f"{language.place(row.reporter)} ← {partner}",
        f"{say(row.goods)}{period}{note}",
        row.as_printed if is_missing(row.value) else language.amount(row.value, row.unit),
        f"{say(caveats.EVIDENCE[row.evidence])}{other}",
        _linked(row.source, row.url),
    )


def _quantity(report: Report, row: Any) -> tuple[str | Run | Line, ...]:
    language = report.language
    hedge = "" if is_missing(row.comparator_word) else f"{row.comparator_word} "
    mark = report.cite(row, language.text("quantity"))
    return (
        line("„", report.words(f"{hedge}{row.surface}"), "“", mark),
        line(_read_as(report, row.comparator, row.value, row.unit), report.corrected(row)),
        "–" if is_missing(row.year) else str(row.year),
        "–" if is_missing(row.subject) else report.words(row.subject),
        "–" if is_missing(row.flow) else language.word("flow", row.flow),
    )
