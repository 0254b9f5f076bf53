"""Which templates a draft comes from: cheap to ask, as it is asked for each draft that is checked."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import assess
from assess import files
from assess.commands.session import Session
from assess.messages import LANGUAGES


def own_folder(session: Session, path: str) -> Path | None:
    """The folder of the user's own templates for the proposal *path*, if there is one. Raises `FileFault`."""
    settings = session.settings(path)
    chosen = session.chosen_templates
    folder = Path(chosen) if chosen else (settings.base or Path()) / settings.templates if settings.templates else None
    if folder is not None and not folder.is_dir():
        raise files.FileFault("file-not-found", files.shown(folder))
    return folder


def made_with(session: Session, path: str, lang: str) -> str:
    """The tool and the templates in *lang* for the proposal *path*, as the front matter names them. Raises `FileFault`."""
    own = own_folder(session, path)
    total = 0
    other = {f"{language}.toml" for language in LANGUAGES if language != lang}
    for folder in (files.shown(files.shipped("templates")), *([files.shown(own)] if own is not None else [])):
        for name in files.found_in(folder, (".j2", ".toml")):
            if Path(name).name in other:
                continue
            total = crc32(files.unified(files.read(name)), crc32(Path(name).relative_to(folder).as_posix().encode(), total))
    return f"assess {assess.__version__}, templates {total:08x}"
