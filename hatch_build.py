"""What a wheel holds beside the code: the rubrics, the templates, and both compiled, so that an installed `assess` starts fast."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("rubrics", "templates")


class ShippedHook(BuildHookInterface[Any]):
    """Puts `assess/shipped/` in the wheel; an editable install finds the folders of the checkout, and compiles into the user’s cache."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder of its own; have it, and the folders it was made of, included."""
        if version == "editable":
            return
        included: dict[str, str] = build_data["force_include"]
        included |= {str(Path(self.root, name)): f"assess/shipped/{name}" for name in SHIPPED}
        made = tempfile.mkdtemp(prefix="assess-build-")
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        self._compile(Path(made))
        included[made] = "assess/shipped/compiled"

    def _compile(self, folder: Path) -> None:
        sys.dont_write_bytecode = True  # a build leaves nothing in the sources
        sys.path.insert(0, self.root)
        from assess.precompiled import compiled_files

        for name, content in compiled_files():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
