"""Reports in a real Chromium: accessible in light and dark, and nothing in them runs."""

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

import shown
from beleg.showing import cooperation, evidence
from beleg.showing.render.html import HtmlExporter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
RUN_AXE = """<script>{axe}</script><script>
addEventListener("load", () => axe.run(document).then(found => {{
  const told = document.createElement("pre"); told.id = "axe";
  told.textContent = JSON.stringify(found.violations.map(v => [v.id, v.nodes[0].html]));
  document.body.append(told);
}}));</script></body>"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


def dom(page: str, folder: Path, *options: str) -> str:
    """Return the page as Chromium holds it after its scripts, if it has any, have run."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={folder / 'profile'}", *options]
    done = subprocess.run(
        [*command, "--virtual-time-budget=20000", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("scheme", ["0", "1"], ids=["dark", "light"])
@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("name", ["themes", "import_figure"])
def test_axe_finds_nothing(name: str, width: int, scheme: str, tmp_path: Path) -> None:
    """axe-core, best practices included, names no violation on a phone and a wide screen."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    page = HtmlExporter().from_notebook_node(shown.run(name))[0]
    probe = POLICY.sub("", page).replace("</body>", RUN_AXE.format(axe=axe))
    seen = dom(
        probe,
        tmp_path,
        f"--window-size={width},900",
        f"--blink-settings=preferredColorScheme={scheme}",
    )
    told = re.search(r'<pre id="axe">(.*?)</pre>', seen, re.S)

    assert told is not None
    assert json.loads(html.unescape(told[1])) == []


def test_payload_does_not_run(tmp_path: Path) -> None:
    """Scripts in the words, title and agency of an article are text, policy or not."""
    attack = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
    report = shown.report(title=attack, agency=attack)
    report.frames.relations["activity"] = attack
    blocks = [
        cooperation.summary(report), cooperation.commitments(report),
        cooperation.ties_chart(report), evidence.article_words(report),
    ]  # fmt: skip
    page = HtmlExporter().from_notebook_node(shown.notebook_of(blocks, "# T"))[0]

    for version in (page, POLICY.sub("", page)):
        assert "<title>hit</title>" not in dom(version, tmp_path)


def test_policy_stops_a_script(tmp_path: Path) -> None:
    """Even a script that stood in the page would not run."""
    page = HtmlExporter().from_notebook_node(shown.notebook_of([], "# T"))[0]
    broken = page.replace("</body>", "<script>document.title='hit'</script></body>")

    assert "<title>hit</title>" not in dom(broken, tmp_path)
    assert "<title>hit</title>" in dom(POLICY.sub("", broken), tmp_path)
