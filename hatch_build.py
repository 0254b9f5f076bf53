"""What a wheel holds beside the code: the rubrics and the templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("rubrics", "templates")


class ShippedHook(BuildHookInterface[Any]):
    """Puts `assess/shipped/` in the wheel; an editable install finds the folders of the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Have the folders included."""
        if version != "editable":
            build_data["force_include"] |= {str(Path(self.root, name)): f"assess/shipped/{name}" for name in SHIPPED}
