"""Where the environment finds templates, and how it keeps the compiled form of a user's own."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, ModuleLoader, Template, TemplateNotFound, __version__
from jinja2.bccache import Bucket

from assess.digest import sha256
from assess.study.templates import SHIPPED, Cache, Source

FORM = f"1, Jinja {__version__}"
"""Changes when what the environment makes of the same template does."""


class Loader(BaseLoader):
    """The user's own templates first, then ours: compiled beforehand where they are, otherwise from their text."""

    def __init__(self, shipped: Source, user: Source | None, compiled: str) -> None:
        """See `assess.study.templates.Templates`."""
        self.shipped, self.user = shipped, user
        self.modules = ModuleLoader(compiled) if compiled else None
        self.user_files: dict[str, str] = {}
        """The path of the file of each of the user's own templates loaded, by its name."""

    def load(self, environment: Any, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - as Jinja names it
        """The template *name*."""
        if self.modules and not self._of_user(name):
            try:
                return self.modules.load(environment, name.removeprefix(SHIPPED), globals)
            except TemplateNotFound:
                pass
        return super().load(environment, name, globals)

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, None]:  # noqa: ARG002 - as Jinja calls it
        """The text of the template, and its path when it is the user's own."""
        found = self._of_user(template)
        if found:
            self.user_files[template] = found[1]
            return found[0], found[1], None
        found = self.shipped(template.removeprefix(SHIPPED))
        if found is None:
            raise TemplateNotFound(template)
        return found[0], None, None

    def _of_user(self, name: str) -> tuple[str, str] | None:
        return self.user(name) if self.user and not name.startswith(SHIPPED) else None


class Kept(BytecodeCache):
    """The compiled form of the user's own templates, in the cache of the caller."""

    def __init__(self, cache: Cache) -> None:
        """Use *cache*."""
        self.get, self.keep = cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name under which the template is kept."""
        key: str = sha256(f"{FORM}\0{name}\0{filename}".encode()).hexdigest()
        return key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket*, if it was kept."""
        found = self.get(bucket.key)
        if found:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep *bucket*."""
        self.keep(bucket.key, bucket.bytecode_to_string())
