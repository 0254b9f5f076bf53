"""Compiles the shipped rubrics and templates when a wheel is built, so that an installed `assess` starts fast."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[misc]
    """Adds `assess/shipped/compiled/` to the wheel; an editable install compiles into the user’s cache instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder of the build and have it included."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from assess import compile_shipped  # type: ignore[attr-defined]

        target = Path(self.directory) / "compiled"
        for path in compile_shipped.compile_all(target):
            inside = path.relative_to(target).as_posix()
            build_data["force_include"][str(path)] = f"assess/shipped/compiled/{inside}"
