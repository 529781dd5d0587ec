"""What the notebook on the import figure shows: each claim, its scale, its baskets, its verdict."""

from collections.abc import Callable, Sequence
from typing import Any

from beleg import cautions as cautions_
from beleg import charts, claims, evidence, official
from beleg.baskets import WORLD
from beleg.claims import Check, Claim
from beleg.cooperation import about, is_missing, source_facts, state_agency
from beleg.evidence import Report
from beleg.official import Amount, Message
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
    statistics = official.load()
    return [claims.check(c, statistics, report.frames.article, tolerance=tolerance) for c in found]


def summary(report: Report, checks: Sequence[Check]) -> Group:
    """Return the first screen: what is claimed and the verdict, who, when, where from."""
    say = report.language.text
    rows = list(source_facts(report))
    if not checks:
        headline = report.say("The article claims no import or export figure that could be checked.")
        blocks: list[Block] = [Prose((headline,), "headline"), Facts(tuple(rows))]
        return Group(tuple(blocks), "summary", about(report, say("Import figure"), headline))
    headline = _claimed(report, checks[0])
    verdicts = [_verdict(report, check) for check in checks]
    rows = [(say("Who says so"), _asserted(report, checks[0].claim)), *rows]
    blocks = [Prose((headline,), "headline"), *verdicts, Facts(tuple(rows))]
    told = about(report, say("Import figure"), headline, verdict=checks[0].verdict)
    return Group(tuple(blocks), "summary", told)


def claimed(report: Report, checks: Sequence[Check]) -> Block:
    """Return what exactly is claimed, in whose words, with which hedges."""
    return _each(report, checks, lambda check: _claim_facts(report, check))


def versions(report: Report, checks: Sequence[Check]) -> Block:
    """Return other published versions of a claim beside the article's."""
    return _each(report, checks, lambda check: _versions(report, check))


def scale(report: Report, checks: Sequence[Check]) -> Block:
    """Return how big a claim is: against all trade by year, per head, in other money."""
    return _each(
        report, checks, lambda check: Group((_series(report, check), _measures(report, check), _totals(report, check)))
    )  # fmt: skip


def baskets(report: Report, checks: Sequence[Check]) -> Block:
    """Return a claim against baskets of goods, with the rule of the verdict."""
    return _each(report, checks, lambda check: _baskets(report, check))


def indications(report: Report, checks: Sequence[Check]) -> Block:
    """Return press and mirror figures, each labelled by its class of evidence, never added up."""
    return _each(report, checks, lambda check: _indications(report, check))


def quantities(report: Report) -> Table | Prose:
    """Return every quantity of the article, as it was read."""
    rows, say = list(report.frames.quantities.itertuples()), report.language.text
    if not rows:
        return Prose((report.say("The article holds no quantity."),))
    head = (say("In the words"), say("Read as"), say("Year"), say("Of what"), say("Flow"))
    return Table(
        report.say("Every quantity of the article, as it was read"), head,
        tuple(_quantity(report, row) for row in rows), label=say("Table"), widths=(4, 4, 2, 4, 3),
    )  # fmt: skip


def cautions(report: Report, checks: Sequence[Check]) -> Points | Prose:
    """Return what to be careful about in this case, and only that."""
    lines = [message(report, each) for check in checks for each in (*check.missing, *check.warnings)]
    if not checks and (state := state_agency(report)):
        lines.append(state)
    if not lines:
        return Prose((report.say("Nothing beyond what is said above."),))
    return Points(tuple(dict.fromkeys(lines)))


def colophon(report: Report, checks: Sequence[Check]) -> Facts:
    """Return what the report was made from, the statistics with vintage and hash."""
    sources = {source.sha256: source for check in checks for source in check.sources}
    rows = [
        (source.title, line(f"{source.producer}, {source.vintage}, {source.licence}, ", Run(source.sha256[:16], "code")))
        for source in sources.values()
    ]  # fmt: skip
    return evidence.colophon(report, rows)


def message(report: Report, text: Message) -> Line:
    """Return a message of the check in the report's language."""
    return report.say(text.template, **{name: _value(report, v) for name, v in text.values.items()})


def _value(report: Report, value: Any) -> str:
    if isinstance(value, Amount):
        return report.language.amount(value.value, value.unit)
    if isinstance(value, Message):
        return as_plain(message(report, value))
    if isinstance(value, tuple):
        return report.language.all([_value(report, each) for each in value])
    return report.language.place(report.language.text(value)) if isinstance(value, str) else str(value)


def _each(report: Report, checks: Sequence[Check], show: Callable[[Check], Block]) -> Block:
    """Return a section a claim, each under its figure where there are several."""
    if not checks:
        return Prose((report.say("There is no claim to show here."),))
    if len(checks) == 1:
        return show(checks[0])
    titles = [Heading(3, line(report.words(f"{check.claim.hedge or ''} {check.claim.surface}"))) for check in checks]
    return Group(tuple(Group((title, show(check))) for title, check in zip(titles, checks, strict=True)))


# --- the claim --------------------------------------------------------------------------------


def _claimed(report: Report, check: Check) -> Line:
    claim, language = check.claim, report.language
    return report.say(
        f"claimed.{claim.flow}.{check.verdict}",
        figure=line(_read_as(report, claim.comparator, claim.value, claim.currency), _mark(report, claim)),
        who=language.all([language.place(name) for name in claim.reporters]),
        year=str(claim.year),
    )


def _verdict(report: Report, check: Check) -> Verdict:
    return Verdict(check.verdict, report.language.text(claims.VERDICTS[check.verdict]), message(report, check.finding))


def _mark(report: Report, claim: Claim) -> Run:
    return report.cite(claim, report.language.text("claim"))


def _asserted(report: Report, claim: Claim) -> Line:
    speaker = claim.speaker or report.language.text("not resolved")
    return report.say(f"asserted.{claim.asserted_by}", speaker=Run(speaker, "strong"))


def _claim_facts(report: Report, check: Check) -> Facts:
    say, claim, words = report.language.text, check.claim, report.words
    hedge = f"{claim.hedge} " if claim.hedge else ""
    rows = [
        (say("In the words"), line("„", words(f"{hedge}{claim.surface}"), "“", _mark(report, claim))),
        (say("Read as"), line(_read_as(report, claim.comparator, claim.value, claim.currency))),
        (say("Hedge"), line("„", words(claim.hedge), "“") if claim.hedge else report.say("none")),
        (say("Year"), line(str(claim.year))),
        (say("Flow"), line(say(f"flow.{claim.flow}"))),
        (say("Whose trade"), line(report.language.all([report.language.place(r) for r in claim.reporters]))),
        (say("Goods"), line("„", words(claim.goods), "“") if claim.goods else report.say("not named")),
        (say("Partner"), line(report.language.place(claim.partner)) if claim.partner else report.say("not named")),
        (say("Who says so"), _asserted(report, claim)),
    ]  # fmt: skip
    return Facts(tuple(rows))


def _read_as(report: Report, comparator: str, value: float, unit: str) -> str:
    amount = report.language.amount(value, unit)
    return amount if comparator == "=" else f"{report.language.text(f'comparator.{comparator}')} {amount}"


def _versions(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.versions.empty:
        return Prose((report.say("No other published version of this claim is on record."),))
    rows = tuple(
        (
            line(row.publisher),
            line("“", Run(row.words, "em"), "”"),
            line(_read_as(report, row.comparator, row.value, row.currency)),
            line(", ".join(say(f"differs.{key}") for key in row.differs) or say("nothing")),
            line(Run(say("Page"), "link", row.url)) if not is_missing(row.url) else line("–"),
        )
        for row in check.versions.itertuples()
    )
    head = (say("Published by"), say("Words"), say("Read as"), say("What differs"), say("Source"))
    return Table(
        report.say("Published versions of the same statement"), head, rows, label=say("Table"), widths=(4, 4, 4, 5, 2)
    )


def _said(report: Report, text: Any) -> Line:
    """Return what a table of the check says in words: a message, a text or nothing."""
    if isinstance(text, Message):
        return message(report, text)
    return line("–") if is_missing(text) or text == "" else line(report.language.text(str(text)))


# --- its scale --------------------------------------------------------------------------------


def _series(report: Report, check: Check) -> Block:
    claim, say, language = check.claim, report.language.text, report.language
    years = check.series
    if years.empty or not years["is_claim_year"].any():
        return Prose((report.say("There is no series of all trade for this case."),))
    at = years[years["is_claim_year"]].iloc[0]
    amount = at["share_percent"] / 100 * at["value_usd"]
    share = language.percent(at["share_percent"] / 100)
    flow, who = say(f"flow.{claim.flow}"), language.all([language.place(r) for r in claim.reporters])
    title = report.say(
        "The claim is {share} of all goods {flow} of {who} in {year}",
        share=share, flow=flow, who=who, year=str(claim.year),
    )  # fmt: skip
    totals = [float(total) / BILLION for total in years["value_usd"]]
    svg = charts.columns(
        [int(year) for year in years["year"]], totals, (claim.year, amount / BILLION),
        (say("billion US dollars"), share),
    )  # fmt: skip
    listed = "; ".join(f"{y}: {language.number(t, 1)}" for y, t in zip(years["year"], totals, strict=True))
    numbers = Table(
        report.say("Goods trade by year, billion US dollars"), (say("Year"), say("Total"), say("The claim as a share")),
        tuple(
            (line(str(row.year)), line(language.number(row.value_usd / BILLION, 1)), line(language.percent(row.share_percent / 100)))
            for row in years.itertuples()
        ),
        frozenset({1, 2}), say("Table"),
    )  # fmt: skip
    return Chart(
        svg, title,
        report.say("Goods {flow} of all partners, gross, billion US dollars; the foot of the column is the claim", flow=flow),
        _sources(report, check), f"{as_plain(title)}. {say('Total')}, {say('billion US dollars')}: {listed}.",
        numbers, say("Chart"), say("The numbers of this chart"),
    )  # fmt: skip


def _sources(report: Report, check: Check) -> Line:
    return report.say("Source: {sources}.", sources="; ".join(dict.fromkeys(s.line for s in check.sources)))


def _measures(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.scale.empty:
        return Prose((report.say("There is nothing to measure this claim against."),))
    rows = tuple(_measure(report, row) for row in check.scale.itertuples())
    head = (say("Measure"), say("Value"), say("Year"), say("Of whom"), say("Source"))
    return Table(
        report.say("How big the claimed figure is"), head, rows, frozenset({1}), say("Table"), widths=(4, 4, 2, 3, 5)
    )


def _measure(report: Report, row: Any) -> tuple[Line, ...]:
    basis = f" ({report.language.text(row.basis)})" if row.basis else ""
    label = line(report.language.text(f"measure.{row.key}"), basis)
    value = _said(report, row.missing) if is_missing(row.value) else line(_number(report, row.value, row.unit))
    who = "–" if is_missing(row.reporter) or not row.reporter else ", ".join(map(report.language.place, str(row.reporter).split(", ")))
    year = "–" if is_missing(row.year) else str(int(row.year))
    return label, value, line(year), line(who), line(row.source or "–")


def _number(report: Report, value: float, unit: str) -> str:
    return report.language.amount(float(value), unit)


def _totals(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.totals.groupby(["reporter", "year"]).size().le(1).all():
        return Group(())
    rows = tuple(
        (
            line(report.language.place(row.reporter)),
            line(str(row.year)),
            line(report.language.amount(row.value_usd, "USD", 1)),
            line(say(f"evidence.{row.evidence}")),
            line(Run(row.source, "link", row.url)) if str(row.url).startswith("http") else line(row.source),
            report.say("used here") if row.used else line("–"),
        )
        for row in check.totals.itertuples()
    )
    head = (say("Of whom"), say("Year"), say("Total"), say("Evidence"), say("Source"), say("Used"))
    return Table(report.say("Sources that disagree on the total"), head, rows, frozenset({2}), say("Table"))


# --- baskets, indications, quantities -----------------------------------------------------------


def _baskets(report: Report, check: Check) -> Block:
    say = report.language.text
    rule = Points(tuple(message(report, each) for each in check.rule))
    blocks: list[Block] = [_verdict(report, check)]
    if check.baskets["value"].notna().any():
        blocks.append(_basket_chart(report, check))
    if len(check.baskets):
        rows = tuple(_basket(report, row) for row in check.baskets.itertuples())
        head = (say("Basket"), say("Basis"), say("Value"), say("Verdict"), say("Gap"))
        blocks.append(
            Table(report.say("The claim against baskets of goods"), head, rows, frozenset({2, 4}), say("Table"), widths=(6, 3, 4, 4, 2))
        )  # fmt: skip
    return Group((*blocks, Prose((report.say("The rule of the verdict:"),)), rule))


def _basket(report: Report, row: Any) -> tuple[Line, ...]:
    say = report.language.text
    value = _said(report, row.missing) if is_missing(row.value) else line(_number(report, row.value, row.currency))
    gap = line("–") if is_missing(row.gap_percent) else line(report.language.percent(row.gap_percent / 100))
    return (
        line(say(str(row.title))),
        line(say(f"basis.{row.basis}")),
        value,
        line(Run(say(f"basket.{row.verdict}"), "strong")),
        gap,
    )


def _basket_chart(report: Report, check: Check) -> Chart:
    language, say = report.language, report.language.text
    claim = check.chart[check.chart["kind"] == "claim"].iloc[0]
    shown = check.chart[(check.chart["kind"] == "basket") & check.chart["value"].notna()]
    rows = [
        charts.Bar(f"{say(str(row.label))}, {say(f'basis.{row.basis}')}", row.value / BILLION, language.number(row.value / BILLION, 1))
        for row in shown.itertuples()
    ]  # fmt: skip
    high = claim["low"] if is_missing(claim["high"]) else claim["high"]
    band = (claim["low"] / BILLION, high / BILLION, say("the claim"))
    title = report.say("What the baskets hold, and what is claimed")
    alt = "; ".join(f"{row.label}: {row.text}" for row in rows)
    numbers = Table(title, (say("Basket"), say("Value")), tuple((line(r.label), line(r.text)) for r in rows), frozenset({1}))
    return Chart(
        charts.bars(rows, band=band), title,
        report.say("Billion {currency}; the band is what the words of the claim allow", currency=check.claim.currency),
        _sources(report, check),
        f"{as_plain(title)}. {say('the claim')}: {language.number(band[0], 1)}–{language.number(band[1], 1)}; {alt}.",
        numbers, say("Chart"), say("The numbers of this chart"),
    )  # fmt: skip


def _indications(report: Report, check: Check) -> Block:
    say = report.language.text
    if check.indications.empty:
        return Prose((report.say("No press or mirror figure is on record for this case."),))
    rows = tuple(
        (
            line(f"{report.language.place(row.reporter)} ← {_partner(report, row.partner)}"),
            line(say(str(row.goods)), f" ({say(row.note)})" if not is_missing(row.note) else ""),
            line(say(str(row.period))),
            line(row.as_printed) if is_missing(row.value) else line(_number(report, row.value, row.unit)),
            line(say(cautions_.EVIDENCE[row.evidence]), f" – {say('another measure of the same trade')}" if row.alternative else ""),
            line(Run(str(row.source), "link", row.url)) if str(row.url).startswith("http") else line(str(row.source)),
        )
        for row in check.indications.itertuples()
    )  # fmt: skip
    head = (say("Trade"), say("Goods"), say("Period"), say("Value"), say("Class of evidence"), say("Source"))
    note = report.say("Indications, not official figures: nothing here is added up, and rows of one partner are no parts of a whole.")
    table = Table(
        report.say("What the press and partner countries say"), head, rows, frozenset({3}), say("Table"),
        widths=(4, 6, 2, 4, 4, 5),
    )  # fmt: skip
    return Group((Prose((note,)), table))


def _partner(report: Report, code: str) -> str:
    return report.language.text("all partners") if code == WORLD else report.language.place(code)


def _quantity(report: Report, row: Any) -> tuple[Line, ...]:
    say = report.language.text
    word = f"{row.comparator_word} " if not is_missing(row.comparator_word) else ""
    mark = report.cite(row, say("quantity"))
    subject = line("–") if is_missing(row.subject) else line(report.words(row.subject))
    return (
        line("„", report.words(f"{word}{row.surface}"), "“", mark),
        line(_read_as(report, row.comparator, row.value, row.unit)),
        line("–" if is_missing(row.year) else str(row.year)),
        subject,
        line("–" if is_missing(row.flow) else say(f"flow.{row.flow}")),
    )
