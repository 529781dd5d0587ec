"""Tests of beleg.plain: what is made readable, and that the map leads back to the raw text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beleg.reading import plain

CHANGES = {
    "spaces": ("10\xa0Mio.\u202fUSD\u2009und\tmehr", "10 Mio. USD und mehr"),
    "spaces in a row": ("10  \xa0 Mio.", "10 Mio."),
    "spaces at the edges": ("  eins \n zwei ", "eins\nzwei"),
    "line ends": ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
    "empty lines": ("eins\r\n\r\nzwei", "eins\n\nzwei"),
    "soft hyphens": ("Lokali\xadsierung", "Lokalisierung"),
    "invisible signs": ("\ufeffMi\u200bn\u200dsk\u202a!\u202c", "Minsk!"),
    "entities": ("&bdquo;f&uuml;r&ldquo; &amp; 5&nbsp;&#37; &#xE4;", "„für“ & 5 % ä"),
    "entities encoded twice": ("&amp;uuml;ber &amp;amp;quot;", 'über "'),
    "no entities": ("A & B; R&D; &nix; &", "A & B; R&D; &nix; &"),
    "space beside an encoded space": ("10 &nbsp; Mio.", "10 Mio."),
    "letters in pieces": ("Gro\u0308ße u\u0308ber A\u0308", "Größe über Ä"),
    "ligatures": ("ﬁnden", "finden"),
    "hyphen of a line end": (
        "Zusammen-\narbeit mit Brest-\r\nStadt",
        "Zusammenarbeit mit Brest-\nStadt",
    ),
    "hyphen of a shared part": (
        "Handels-\nund Wirtschaftsfragen",
        "Handels-\nund Wirtschaftsfragen",
    ),
    "Cyrillic letters in a word": ("Mоtоrеn", "Motoren"),
    "Greek letters in a word": ("Αrbeit", "Arbeit"),
    "Cyrillic words": ("МАЗ und 5 μm", "МАЗ und 5 μm"),
    "hyphens that do not break": ("US\u2011Dollar", "US-Dollar"),
    "control signs": ("eins\x07zwei\x85drei", "eins zwei\ndrei"),
    "marks and dashes": ("„Nun“ – so »er«", "„Nun“ – so »er«"),
}


@pytest.mark.parametrize(("raw", "wanted"), CHANGES.values(), ids=CHANGES)
def test_a_text_is_made_readable(raw, wanted):
    """Spaces, line ends, encodings and slips become what a reader sees; the rest stays."""
    assert plain.read(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "word", "surface"),
    [
        ("Die Lokali\xadsierung läuft", "Lokalisierung", "Lokali\xadsierung"),
        ("Das ist f&uuml;r 5&nbsp;Mio. da", "für 5 Mio.", "f&uuml;r 5&nbsp;Mio."),
        ("eins\r\n&amp;quot;zwei&amp;quot;\r\n", '"zwei"', "&amp;quot;zwei&amp;quot;"),
        ("die Gro\u0308ße", "Größe", "Gro\u0308ße"),
        ("die Zusammen-\r\narbeit", "Zusammenarbeit", "Zusammen-\r\narbeit"),
        ("10  \xa0 Mio. Euro", "Mio.", "Mio."),
        ("\ufeffMinsk", "Minsk", "Minsk"),
    ],
)
def test_a_plain_span_leads_to_its_raw_words(raw, word, surface):
    """What was found in the plain text is shown in the words of the raw text, untouched."""
    read = plain.read(raw)
    start = read.text.index(word)
    assert raw[slice(*read.raw(start, start + len(word)))] == surface


PIECES = st.sampled_from(
    [
        *"aäÄоΑ-­ \n\r\t&;\xa0\u0308\u200b\ufeff\x85ﬁ„.1",
        "\r\n",
        "&nbsp;",
        "&amp;",
        "&auml;",
        "-\n",
        "&#769;",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.characters()).map("".join))
@example("&NotEqualTilde;\u0308")
@example("&#0;&#xD800;\ud800")
def test_the_map_is_true_for_any_text(raw):
    """Every plain character has a raw span inside the text; spans rise and never run backwards."""
    read = plain.read(raw)
    assert len(read.text) == len(read.starts) == len(read.ends)
    before = (0, 0)
    for place in range(len(read.text)):
        start, end = read.raw(place, place + 1)
        assert 0 <= start < end <= len(raw)
        assert before <= (start, end)
        before = start, end


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES | st.characters()).map("".join))
def test_reading_twice_changes_nothing_more(raw):
    """A plain text has no line end, space or invisible sign left to change."""
    once = plain.read(raw).text
    assert not set(once) & set("\r\t\xa0\xad\u200b\ufeff")
    assert "  " not in once
    assert " \n" not in once
