"""What is shown, in HTML and in Typst: nothing that a text holds becomes markup or stays hidden."""

import pytest

from beleg import BelegError
from beleg.showing import present
from beleg.showing.present import Chart, Facts, Group, Points, Prose, Run, Table, line

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '"); #read("/etc/passwd")',
    '#image("x") $x$ *b* `c` @ref <label> \\ // ',
    "{{ 7*7 }} {% raw %}",
    "</style></svg><script>",
]


def table(**about: object) -> Table:
    """Return a table of two columns and one row."""
    return Table(line("Title"), ("A", "B"), ((line("a"), line("1")),), frozenset({1}), **about)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_in_html(payload: str) -> None:
    """No character that a text holds opens a tag, an attribute or an entity."""
    shown = present.as_html(line(payload, Run(payload, "words"), Run(payload, "code")))

    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_a_string_in_typst(payload: str) -> None:
    """A text is one string literal in Typst: no quote in it ends the literal."""
    shown = present.literal(payload)

    assert shown.startswith('"')
    assert shown.endswith('"')
    assert '"' not in shown[1:-1].replace("\\\\", "").replace('\\"', "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("19\u202e91", "19⟨U+202E⟩91"),
        ("19\u200b91", "19⟨U+200B⟩91"),
        ("\ue000", "⟨U+E000⟩"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        ("Luk\u0430schenko", "Luk\u0430⟨U+0430⟩schenko"),
        ("a\u2028b", "a⟨U+2028⟩b"),
    ],
)
def test_what_hides_is_shown_by_code_point(text: str, shown: str) -> None:
    """Controls, private characters and look-alike letters stand with their code point."""
    assert present.visible(text) == shown


@pytest.mark.parametrize("text", ["Лукашенко", "über 19\xa0Mrd.", "„Zitat“ – ja", "Ελλάδα"])
def test_what_shows_stays_as_it_is(text: str) -> None:
    """A word in one other script, German marks and hard spaces are no trickery."""
    assert present.visible(text) == text


def test_soft_hyphen_inside_a_word_is_left_out() -> None:
    """A place to break a word is no character to read."""
    assert present.visible("Maschinen\xadbau") == "Maschinenbau"


def test_character_without_a_glyph_is_a_code_point_on_paper() -> None:
    """A character that the fonts lack stands in print by its code point, not as a box."""
    assert present.drawable("中") == "⟨U+4E2D⟩"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc"])
def test_link_leads_to_the_web_alone(address: str) -> None:
    """A link of another scheme fails the report, when it is made and when it is shown."""
    with pytest.raises(BelegError, match="no web address"):
        present.link("x", address)
    with pytest.raises(BelegError, match="no web address"):
        present.as_html(line(Run("x", "link", address)))


def test_every_block_gives_three_forms() -> None:
    """A block shows itself as HTML, Typst and plain text."""
    assert set(Prose((line("a"),))._repr_mimebundle_()) == {
        "text/html",
        "text/vnd.typst",
        "text/plain",
    }


def test_table_has_scopes_and_a_caption() -> None:
    """Head cells say that they head a column or a row, and the table has its caption."""
    shown = table().html()

    assert shown.count('scope="col"') == 2
    assert shown.count('scope="row"') == 1
    assert "<figcaption" in shown


def test_table_sets_numbers_to_the_right_in_both_forms() -> None:
    """A numeric column is set right."""
    assert '<td class="n">1</td>' in table().html()
    assert "(left, right,)" in table().typst()


def test_chart_carries_alt_text_and_its_numbers() -> None:
    """A chart has its alt text and, one click away, the numbers as a table."""
    chart = Chart("<svg a='b'></svg>", line("T"), line(), line(), 'a "b"', table())

    assert 'aria-label="a &quot;b&quot;"' in chart.html()
    assert "<details>" in chart.html()
    assert '"a \\"b\\""' in chart.typst()


def test_chart_takes_the_colours_of_the_page() -> None:
    """Each colour of a drawn chart can be exchanged by the page's mode."""
    light = present.PALETTE["accent"][0]
    chart = Chart(f"<svg fill='{light}'></svg>", line("T"), line(), line(), "alt", table())

    assert f"var(--accent,{light})" in chart.html()
    assert f"fill='{light}'" in chart.typst().replace("\\", "")


def test_what_a_report_tells_of_itself_travels_with_its_first_screen() -> None:
    """Exporters find title and language in the bundle of the group that carries them."""
    shown = Group((Points((line("a"),)),), about={"title": "T"})._repr_mimebundle_()

    assert shown["application/vnd.beleg+json"] == {"title": "T"}


def test_facts_stand_as_pairs() -> None:
    """A label and what is known of it are a term and its description."""
    assert "<dt>A</dt><dd>b</dd>" in Facts((("A", line("b")),)).html()


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_colours_keep_their_contrast(name: str, mode: int) -> None:
    """Each text colour keeps 4.5 : 1 on its paper, in light and dark."""
    assert contrast(present.PALETTE[name][mode], present.PALETTE["paper"][mode]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1])
def test_shapes_keep_their_contrast(mode: int) -> None:
    """A bar keeps 3 : 1 on its paper, in light and dark."""
    assert contrast(present.PALETTE["shape"][mode], present.PALETTE["paper"][mode]) >= 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a colour by WCAG 2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
