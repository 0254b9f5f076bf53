"""Chromium without a window, and axe-core in it; where either cannot be had, the test says so and is skipped."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--virtual-time-budget=60000"),
)
_RUN = """
<script>{axe}</script>
<script>
addEventListener("load", () => axe.run(document, {{}}).then(found => {{
  const told = document.createElement("pre");
  told.id = "found.by.axe";
  told.textContent = JSON.stringify({{
    violations: Object.fromEntries(found.violations.map(each => [each.id, each.nodes.map(node => node.html)])),
    contrasted: found.passes.some(each => each.id == "color-contrast"),
    wider: document.documentElement.scrollWidth - innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  }});
  document.body.append(told);
}}));
</script>
"""


@cache
def chromium() -> str:
    """The program; the test is skipped where there is none."""
    found = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
    if not found:
        pytest.skip("there is no Chromium here")
    return found


@cache
def axe() -> str:
    """The source of axe-core, from npm, kept in the folder for temporary files; the test is skipped where it cannot be had."""
    folder = Path(tempfile.gettempdir(), "assess-tests-axe")
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if not script.is_file() and npm:
        folder.mkdir(exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), "axe-core@4"]
        subprocess.run(command, check=False, capture_output=True, timeout=120)
    if not script.is_file():
        pytest.skip("axe-core cannot be had from npm here")
    return script.read_text(encoding="utf-8")


def dom(page: Path, *options: str) -> str:
    """What the file *page* has become once it is loaded."""
    with tempfile.TemporaryDirectory() as profile:
        command = [chromium(), *_QUIET, f"--user-data-dir={profile}", *options, "--dump-dom", page.as_uri()]
        ended = subprocess.run(command, check=False, capture_output=True, timeout=120, env={**os.environ, "HOME": profile})
    return ended.stdout.decode()


def examined(html: str, folder: Path, *options: str) -> dict[str, Any]:
    """What axe-core finds wrong with the page *html* (the elements at fault by the name of the rule), and how it is shown."""
    open_to_scripts = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    page = folder / "page.html"
    page.write_text(open_to_scripts.replace("</body>", _RUN.format(axe=axe()) + "</body>"), encoding="utf-8")
    found = re.search(r'<pre id="found.by.axe">(.*?)</pre>', dom(page, *options), re.DOTALL)
    assert found, "axe-core did not end"
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told
