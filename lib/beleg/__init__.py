"""Beleg: a German news-agency article in, reports out whose every statement leads to its words.

The house has four floors. One direction, no way back: a module imports only modules that stand
above it in this list.

    project          where data and notebooks lie, in a checkout and in an installed wheel
    reading/         an article -> DataFrames
        lexicon      data/lexicon/ read and checked
        plain        raw text -> Plain: the same words made readable, with a map back to raw offsets
        dateline     plain text -> Dateline: place, day and agency, slips and all
        body         plain text -> Layout: headline and paragraphs; the page's furniture left out
        article      file -> Article: raw and plain text, layout, what its record says of it
        words        one German word: lemma, part of speech, compound head (HanTa, cached)
        marks        plain text -> pairs of quotation marks
        sentences    Article -> Document: tokens, pairs of marks, sentences
        gazetteer    what the lexicons know of one token: listed names, titles, heads, goods
        signs        what stands around a token and what its letters say: the signs of a name
        mentions     token -> the mentions that begin there: regions, people, organisations, goods
        names        Document -> mentions, each by the full name the article gives it
        phrases      words and phrases of a lexicon found in a document, by stem
        clauses      where a noun phrase ends, which one is the subject of a verb
        people       mentions -> the cast: who holds which role, whom a description or pronoun means
        cues         «sagte X», «so X», «laut X»: cues of speech and whose they are
        indirect     reported speech in a clause of its own: dass, Konjunktiv, «laut X»
        fragments    marks inside a sentence: a fragment of what somebody said, or a name
        quotes       direct and indirect speech: span, speaker, cue, how the speaker was found
        comparators  words that bound a number: over, at least, nearly, about
        amounts      number words and figures, scale, unit
        periods      which year a figure belongs to, which it is only compared with
        parties      which way goods go in a sentence, who trades, who is the partner
        flows        import, export, turnover, investment, production
        quantities   amounts with their year, flow, subject and reporters
        themes       sentence -> cooperation themes, weighed; with the words that say so, if any
        sides        sentence -> the sides it names, and the preposition each stands under
        relations    who works with whom on what, and how firm it is
        corrections  a reader's corrections beside an article: a row overridden, added, taken out
        layers       parse(article) -> Layers: what every layer found, corrections applied
        frames       parse(article) -> Frames: one pandas DataFrame a layer, spans verified
        score        predictions against articles annotated by hand: how often right, and how sure
        accuracy     how often the parser is right: measured, kept, printed in every report
    checking/        a trade figure + official statistics -> a verdict
        official     official statistics: snapshots with their source records
        scale        how big an amount is: shares, per head, other money, later dollars, the years
        baskets      goods in the article's words -> baskets of HS codes -> what trade by code says
        cautions     what an economist would warn about, by rules; press and mirror figures
        claims       a trade quantity + official statistics -> Check
    showing/         findings -> what a reader sees
        language     the report's language: one catalogue each, number and date formats
        present      how a sentence, a table, a chart and a quote are shown, in HTML and in Typst
        charts       the charts: one palette, one size, text as text
        evidence     what a report cites, the article's words with the ways back, the colophon
        cooperation  what the notebook on themes shows: themes, quotes, ties, commitments
        imports      what the notebook on the import figure shows: claim, scale, baskets, verdict
        render/      nbconvert exporters: beleg_html and beleg_pdf
    making/          notebooks run, rendered and put in place
        notebook     parameters in, executed notebook out: papermill and our engine
        processes    work in processes of its own: none left behind, a death is a result
        engine       the papermill engine: cells run in a forked process, libraries loaded already
        folder       a folder that appears whole or not at all
        provenance   what a report was made from: when any of it changes, it is made again
        changes      what differs between two folders of reports
        index        reports/index.html, the feed, changes.json
        report       article + notebook + parameters -> reports/<article>/
    cli              the command line
    extra/           what only an optional extra needs; never imported by the floors
"""

__version__ = "0.1.0"


class BelegError(Exception):
    """A sentence for the user that says what is wrong and what to do; shown without a traceback."""
