"""Tests of beleg.article: files of every kind, and their records."""

import hashlib
import json
import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg import BelegError, project
from beleg.reading import article

TEXT = (
    "Werk in Orscha liefert Pumpen nach Pskow\n\n"
    "MINSK, 13. April (BelTA) – Das Werk in Orscha liefert zwölf Pumpen für den Kanal bei Pskow. "
    "„Wir sind froh über diesen Auftrag“, sagte der Direktor des Werks.\n"
)


@pytest.fixture
def file(tmp_path):
    """Return a function that writes bytes to a file of some name and returns its path."""

    def write(content, name="bericht.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_an_id_means_an_article_of_the_project():
    """An article of data/articles/ comes with its record; the record's hash fits the bytes."""
    read = article.read("2023-04-13-industriesektor")
    content = (project.ARTICLES / f"{read.id}.txt").read_bytes()
    assert read.sha256 == hashlib.sha256(content).hexdigest()
    assert (read.published, read.agency, read.reproduce) == (date(2023, 4, 13), "BelTA", "full")


def test_a_file_needs_no_record(file):
    """A path to any text file is an article: headline, dateline and body are found in the text."""
    read = article.read(file(TEXT), published="2023-04-14")
    assert read.title == "Werk in Orscha liefert Pumpen nach Pskow"
    assert (read.agency, read.reproduce, read.id) == ("BelTA", "cited", "bericht")
    assert read.text == TEXT
    assert read.text[slice(*read.plain.raw(*read.body))].endswith("Direktor des Werks.")


def test_line_ends_count_in_offsets(file):
    """The raw text keeps carriage returns, so offsets are those of the undecoded line ends."""
    text = TEXT.replace("\n", "\r\n")
    assert article.read(file(text)).text == text


def test_options_win_over_the_record(file):
    """What is typed overrides what the record says; the rest of the record stays."""
    path = file(TEXT)
    file(
        json.dumps({"title": "A", "url": "https://a", "published": "2020-01-01"}),
        "bericht.record.json",
    )
    read = article.read(path, published=date(2023, 4, 14), title="B")
    assert (read.title, read.url, read.published) == ("B", "https://a", date(2023, 4, 14))
    assert read.dateline.date == date(2023, 4, 13)


def test_what_is_not_known_is_a_note(file):
    """A text without dateline or day of publication goes on, and says so."""
    read = article.read(file("Das Werk in Orscha liefert Pumpen."))
    assert len(read.notes) == 2
    assert "dateline" in " ".join(read.notes)


PAGE = "Startseite\nflag Montag, 8 Juli 2024\nAlle Nachrichten\n{day}\n\n"


@pytest.mark.parametrize(
    "day", ["13 April 2023, 16:22", "Wirtschaft 14.04.2023 | 09:05", "Veröffentlicht: 13.4.2023"]
)
def test_the_page_tells_the_day_of_publication(file, day):
    """The page's own day, not the one on which it was saved; a record or an option wins."""
    path = file(PAGE.format(day=day) + TEXT)
    read = article.read(path)
    assert (read.published.year, read.dateline.date) == (2023, date(2023, 4, 13))
    assert read.notes == (article.FROM_PAGE,)
    assert article.read(path, published="2022-04-15").published == date(2022, 4, 15)


def test_a_day_that_does_not_fit_the_dateline_is_no_day_of_publication(file):
    """The day on which a page was saved says nothing of the article's year."""
    assert article.read(file(PAGE.format(day="Politik") + TEXT)).published is None


def test_a_dateline_long_before_publication_is_a_note(file):
    """A day of publication far from the dateline's is probably mistyped, and the reader is told."""
    assert article.read(file(TEXT), published="2023-05-01").notes == ()
    assert "230 days" in article.read(file(TEXT), published="2023-11-29").notes[0]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read_with_a_note(file, encoding):
    """UTF-16 with its mark, Windows-1252 and a UTF-8 mark give the same plain words, and a note."""
    read = article.read(file(TEXT.encode(encoding)), published="2023-04-14")
    assert read.plain.text == article.from_text(TEXT).plain.text
    assert len(read.notes) == 1


def test_a_byte_order_mark_counts_as_one_character(file):
    """Offsets are those of the file opened as UTF-8: the mark is character 0."""
    read = article.read(file(TEXT.encode("utf-8-sig")))
    assert read.text == "\ufeff" + TEXT
    assert read.plain.raw(0, 1) == (1, 2)


RUSSIAN = "Президент Беларуси встретился с главой Татарстана в Минске. " * 5
ENGLISH = "The president met the head of the region and said that trade will grow in the year. " * 5
DUTCH = "De president heeft met de leider van de regio over de handel in het jaar gesproken. " * 5
BAD = {
    "empty": (b"", "is empty"),
    "only spaces": (b" \n\t\xc2\xa0\n", "is empty"),
    "only a mark": (b"\xef\xbb\xbf", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "a packed document": (b"PK\x03\x04 ...", "packed"),
    "NUL bytes": (b"Das ist\0 gut.", "NUL"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "NUL"),
    "half a UTF-16 character": (b"\xff\xfea", "UTF-16"),
    "another encoding": (RUSSIAN.encode("cp1251"), "not UTF-8"),
    "broken UTF-8": (TEXT.encode().replace("ö".encode(), b"\xc3"), "not UTF-8"),
    "a web page": (b"<!DOCTYPE html><html><body>Das ist gut.", "web page"),
    "Russian": (RUSSIAN.encode(), "not look German"),
    "English": (ENGLISH.encode(), "not look German"),
    "Dutch": (DUTCH.encode(), "not look German"),
    "figures only": (b"12 34 56", "not look German"),
    "too large": (b"Das ist gut. " * 200_000, "larger than 2 MB"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_what_is_no_german_text_is_refused(file, content, reason):
    """One sentence on one line names the file, says what is wrong and never shows mojibake."""
    with pytest.raises(BelegError, match=reason) as error:
        article.read(file(content))
    assert "bericht.txt" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_short_text_is_taken_as_it_is(file):
    """Too few words to tell a language by are no reason to refuse."""
    assert article.read(file("Export: plus 5 Prozent.")).paragraphs


def test_a_missing_file_names_close_ids():
    """A slip in an id is answered with the ids that are near."""
    with pytest.raises(BelegError, match="2023-04-13-industriesektor"):
        article.read("2023-04-13-industriesector")


def test_a_folder_is_refused(tmp_path):
    """A folder is no article."""
    with pytest.raises(BelegError, match="folder"):
        article.read(tmp_path)


def test_a_pipe_is_refused_without_waiting(tmp_path):
    """A FIFO is never opened: nobody may write to it."""
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BelegError, match="no ordinary file"):
        article.read(tmp_path / "pipe.txt")


def test_a_device_is_refused():
    """An endless device is never read."""
    with pytest.raises(BelegError, match="no ordinary file"):
        article.read("/dev/zero")


def test_a_link_out_of_its_folder_is_refused(file, tmp_path):
    """A link may point beside itself, not elsewhere."""
    (tmp_path / "drin").mkdir()
    link = tmp_path / "drin" / "link.txt"
    link.symlink_to(file(TEXT))
    with pytest.raises(BelegError, match="link out of its folder"):
        article.read(link)


def test_a_link_within_its_folder_is_read(file, tmp_path):
    """A link beside its target is an ordinary file."""
    (tmp_path / "link.txt").symlink_to(file(TEXT))
    assert article.read(tmp_path / "link.txt").text == TEXT


def test_a_dangling_link_is_refused(tmp_path):
    """A link to nothing is one sentence, not a traceback."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "nichts.txt")
    with pytest.raises(BelegError, match="cannot be read"):
        article.read(tmp_path / "link.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(file):
    """A file without permission is one sentence."""
    path = file(TEXT)
    path.chmod(0)
    with pytest.raises(BelegError, match="cannot be read"):
        article.read(path)


@pytest.mark.parametrize("name", ["a\0b.txt", "a" * 300 + ".txt", "/dev/null/a.txt", ""])
def test_an_impossible_name_is_refused(name):
    """A name that no file can have is one sentence."""
    with pytest.raises(BelegError):
        article.read(name)


@pytest.mark.parametrize(
    "name", ["a\"b'.txt", "a\nb.txt", "ä" * 124 + ".txt", "..txt", "Übung 1.txt"]
)
def test_any_name_gives_a_safe_id(file, name):
    """An id is a folder's name of plain letters, and tells names apart that look alike in it."""
    read = article.read(file(TEXT, name))
    assert len(read.id) <= 80
    assert not set(read.id) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert read.id != article.read(file(TEXT, name.replace("txt", "TXT"))).id


RECORDS = {
    "no JSON": (b"{", "is not JSON"),
    "no text": (b"\xff\xfe\xfa", "is not JSON"),
    "deep": (b"[" * 100_000, "is not JSON"),
    "a list": (b"[]", "object"),
    "a number": (b'{"title": 5}', "object"),
    "an unknown key": (b'{"titel": "A"}', "titel"),
    "a date that is none": (b'{"published": "2023-02-30"}', "2023-02-30"),
    "a date in another form": (b'{"published": "13.04.2023"}', "13.04.2023"),
    "another text": (b'{"sha256": "00"}', "sha256"),
    "another language": (b'{"language": "ru"}', "language"),
    "another permission": (b'{"reproduce": "all"}', "reproduce"),
}


@pytest.mark.parametrize(("content", "reason"), RECORDS.values(), ids=RECORDS)
def test_a_broken_record_is_refused(file, content, reason):
    """One sentence names the record and what is wrong in it."""
    path = file(TEXT)
    file(content, "bericht.record.json")
    with pytest.raises(BelegError, match=reason) as error:
        article.read(path)
    assert "bericht." in str(error.value)


def test_a_date_that_is_none_is_refused(file):
    """A day of publication is typed like 2023-04-13."""
    with pytest.raises(BelegError, match="2023-04-13"):
        article.read(file(TEXT), published="13. April 2023")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    """Whatever a file holds, it is an article with its bytes' hash or one sentence."""
    path = tmp_path_factory.mktemp("bytes") / "a.txt"
    path.write_bytes(content)
    try:
        shown = article.read(path).sha256
    except BelegError as error:
        shown = str(error)
    assert shown == hashlib.sha256(content).hexdigest() or shown.endswith(".")
