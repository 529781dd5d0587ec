"""A real Chromium, told what to do over its DevTools pipe: open, look, click, type, photograph."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from conftest import until

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60  # seconds
# Where the middle of an element is; null as long as it is not there or something lies over it.
MIDDLE = """(element => {
  const box = element?.getBoundingClientRect();
  const at = box && [box.x + box.width / 2, box.y + box.height / 2];
  return at && element.contains(document.elementFromPoint(...at)) ? at : null;
})(ELEMENT)"""
NEEDED = (
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
)


class Tab:
    """The one page of a Chromium. A call that Chromium refuses raises AssertionError."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers, self._left = commands, answers, b""
        self._numbers = count(1)
        self._session = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what Chromium answers to a method of the DevTools protocol."""
        wanted = next(self._numbers)
        message = {"id": wanted, "method": method, "params": parameters, **self._session}
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != wanted:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self.see("window.last = true")
        self.call("Page.navigate", url=url)
        self.until("!window.last && document.readyState === 'complete'")

    def see(self, script: str) -> Any:
        """Return the value of an expression in the page (of what it promises, if a promise)."""
        asked = {"returnByValue": True, "awaitPromise": True}
        answer = self.call("Runtime.evaluate", expression=script, **asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = PATIENCE) -> Any:
        """Return the value of an expression as soon as it is true."""
        return until(lambda: self.see(script), seconds, script)

    def click(self, element: str) -> None:
        """Click, as a hand does, what an expression finds, once it lies still and uncovered."""
        before = None
        while (middle := self.until(MIDDLE.replace("ELEMENT", element))) != before:
            before = middle
            time.sleep(0.2)
        at = {"x": middle[0], "y": middle[1]}
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def type(self, text: str) -> None:
        """Type a text where the cursor stands."""
        self.call("Input.insertText", text=text)

    def media(self, scheme: str, width: int, height: int = 900) -> None:
        """Show the page light or dark, in a window of this size."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def photograph(self, path: Path) -> None:
        """Write a picture of the whole page (to look at a page while working on it)."""
        made = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(made["data"]))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            assert select.select([self._answers], [], [], PATIENCE)[0], "Chromium does not answer."
            more = os.read(self._answers, 1 << 16)
            assert more, "Chromium ended."
            self._left += more
        message, _, self._left = self._left.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


@contextmanager
def tab(profile: Path) -> Iterator[Tab]:
    """Yield the page of a Chromium with a new profile; Chromium ends with the block."""
    theirs_in, commands = os.pipe()
    answers, theirs_out = os.pipe()

    def place() -> None:
        """Chromium reads its commands from descriptor 3 and answers on 4."""
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 5) for end in (theirs_in, theirs_out)]
        os.dup2(ends[0], 3)
        os.dup2(ends[1], 4)

    with subprocess.Popen(
        [str(CHROMIUM), *QUIET, f"--user-data-dir={profile}", "--remote-debugging-pipe"],
        preexec_fn=place,  # noqa: PLW1509 - the tests start no threads
        pass_fds=(3, 4),
        stderr=subprocess.DEVNULL,
    ) as run:
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Tab(commands, answers)
        finally:
            os.close(commands)
            os.close(answers)
            run.terminate()
