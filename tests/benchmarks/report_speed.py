"""`beleg report` against the plain chain: papermill, then nbconvert to HTML and to PDF, by hand.

    uv run --group dev python tests/benchmarks/report_speed.py [--rounds N] [--articles 20 200]

Both make the four reports of the wire story. They run in turn, so that a machine that slows down
slows both; the ratio is taken pair by pair. A batch is measured against the chain for one article,
times the number of articles; its memory is that of the largest process.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
NOTEBOOKS = ("themes", "import_figure")


def plain_chain(out: Path) -> None:
    """Execute and convert each notebook with the commands that Jupyter's users know."""
    for name in NOTEBOOKS:
        executed = out / f"{name}.ipynb"
        run("papermill", "--no-progress-bar", ROOT / "notebooks" / f"{name}.ipynb", executed)
        for kind in ("html", "beleg_pdf"):
            run("jupyter-nbconvert", "--to", kind, "--output-dir", out, executed)


def beleg(out: Path) -> None:
    """Make the same reports with one command."""
    run("beleg", "report", "--quiet", "--out", out)


def batch(articles: int) -> tuple[float, float]:
    """Return the seconds of an article in a batch on two cores, and the peak memory in MB."""
    golden = sorted((ROOT / "tests" / "golden" / "dev").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number:04}.txt") for number in range(articles)]
        for number, file in enumerate(files):
            file.write_bytes(golden[number % len(golden)].read_bytes())
        start = time.perf_counter()
        run("beleg", "report", "--quiet", "--jobs", "2", "--out", Path(folder, "out"), *files)
        spent = time.perf_counter() - start
    return spent / articles, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def drawing(rounds: int) -> float:
    """Return the seconds that drawing the charts of both reports takes in a loaded process."""
    code = (
        "import time\nfrom beleg.making import notebook\nnotebook.preload(many=False)\n"
        "from matplotlib.backends.backend_svg import FigureCanvasSVG as canvas\n"
        "spent = 0.0\ndraw = canvas.print_svg\n"
        "def timed(self, *a, **k):\n"
        "    global spent\n    start = time.perf_counter()\n"
        "    try: return draw(self, *a, **k)\n"
        "    finally: spent += time.perf_counter() - start\n"
        "canvas.print_svg = timed\n"
        "for name in notebook.names():\n"
        "    cells = __import__('nbformat').read(notebook.path(name), 4).cells\n"
        "    space = {}\n"
        "    for cell in cells:\n"
        "        if cell.cell_type == 'code': exec(cell.source + '\\n', space)\n"
        "print(spent)\n"
    )
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(rounds)
    ]
    return statistics.median(times)


def run(command: str, *arguments: str | Path) -> None:
    """Run one of the environment's commands; its failure ends the benchmark."""
    subprocess.run([BIN / command, *arguments], cwd=ROOT, check=True, capture_output=True)


def seconds(work: Callable[[Path], None]) -> float:
    """Return how long the work takes, into a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        work(Path(folder))
        return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print the medians and the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, nargs="*", default=[20])
    options = parser.parse_args()
    rounds = options.rounds
    pairs = [(seconds(plain_chain), seconds(beleg)) for _ in range(rounds)]
    chain, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    drawn = drawing(rounds)
    print(f"plain chain   {chain:6.2f} s   (median of {rounds})")
    print(f"beleg report  {ours:6.2f} s   of which drawing charts {drawn:.2f} s of processor time")
    print(f"ratio         {ratio:6.1f}     (goal: at least 3, cold)")
    for articles in options.articles:
        once, (each, peak) = seconds(plain_chain), batch(articles)
        print(
            f"batch of {articles:4} {each:6.2f} s an article, {once / each:.1f} times the chain"
            f" (goal: at least 10); {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
