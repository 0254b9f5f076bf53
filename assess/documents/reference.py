"""The models that DOCX and ODT take their styles from, made here: A4, French, tables with borders, pages numbered.

A ministry takes its own instead (`--reference`), with styles of the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pkgutil import get_data
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assess.documents.office_raw import section

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS: Final = ("styles", "numbering", "settings", "webSettings", "fontTable", "footnotes", "comments", "footer1")
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_COLORS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F3A5F",
    "lt2": "EEF3F8",
    **{f"accent{number}": "1F3A5F" for number in range(1, 7)},
    "hlink": "0B4F8A",
    "folHlink": "0B4F8A",
}


def _theme() -> str:
    """Colours and fonts, which Word wants to find though no style of ours asks for them."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>' for kind in ("major", "minor")
    )
    line = f'<a:ln w="6350">{_FILL}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="assess"><a:themeElements>'
        f'<a:clrScheme name="assess">{colors}</a:clrScheme><a:fontScheme name="assess">{fonts}</a:fontScheme><a:fmtScheme name="assess">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _field(code: str) -> str:
    """A field, such as the number of the page."""
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    return "".join(f"<w:r>{part}</w:r>" for part in (begin, f"<w:instrText> {code} </w:instrText>", separate, "<w:t>1</w:t>", end))


def _word_parts() -> dict[str, str]:
    """The parts of the model of DOCX, each under its name."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    slash = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    foot = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_field("PAGE")}{slash}{_field("NUMPAGES")}</w:p>'
    last = section(side=False).replace("<w:sectPr>", '<w:sectPr><w:footerReference w:type="default" r:id="rId9"/>')
    return {
        "numbering": f"<w:numbering {_W}/>",
        "settings": f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="fr-FR"/></w:settings>',
        "webSettings": f"<w:webSettings {_W}/>",
        "fontTable": f'<w:fonts {_W}><w:font w:name="Arial"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        '<w:font w:name="Courier New"><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>',
        "footnotes": f"<w:footnotes {_W}>{separators}</w:footnotes>",
        "comments": f"<w:comments {_W}/>",
        "footer1": f"<w:ftr {_W}>{foot}</w:ftr>",
        "document": f"<w:document {_W} {_R}><w:body><w:p/>{last}</w:body></w:document>",
        "theme/theme1": _theme(),
    }


@cache
def docx() -> bytes:
    """The model of DOCX."""
    styles = get_data(__name__, "office/styles.docx.xml") or b""
    parts = {f"word/{name}.xml": _XML + text for name, text in _word_parts().items()}
    kinds = {f"/word/{name}.xml": f"{_TYPES}.{name.rstrip('1')}+xml" for name in _PARTS} | {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    targets = [(name.rstrip("1"), f"{name}.xml") for name in (*_PARTS[:7], "theme", _PARTS[7])]
    targets = [(kind, "theme/theme1.xml" if kind == "theme" else target) for kind, target in targets]
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATED}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)
    )
    links = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return packed(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": f'{_XML}<Relationships {links}><Relationship Id="rId1" Type="{_RELATED}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"{_XML}<Relationships {links}>{related}</Relationships>",
            **parts,
            "word/styles.xml": styles.decode(),
        }
    )


def packed(files: Mapping[str, str | bytes], *, mimetype: str = "") -> bytes:
    """A package of *files*, the same bytes for the same files; a *mimetype* comes first and is not compressed, as OpenDocument wants."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        if mimetype:
            package.writestr(ZipInfo("mimetype"), mimetype)
        for name, content in files.items():
            about = ZipInfo(name)
            about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
            package.writestr(about, content)
    return made.getvalue()


_ODT: Final = "application/vnd.oasis.opendocument.text"
_OFFICE: Final = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'


@cache
def odt() -> bytes:
    """The model of ODT."""
    styles = get_data(__name__, "office/styles.odt.xml") or b""
    kinds = {"/": _ODT, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>' for name, kind in kinds.items())
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return packed(
        {
            "META-INF/manifest.xml": f'{_XML}<manifest:manifest {space} manifest:version="1.3">{entries}</manifest:manifest>',
            "content.xml": f'{_XML}<office:document-content {_OFFICE} office:version="1.3"><office:automatic-styles/>'
            "<office:body><office:text/></office:body></office:document-content>",
            "styles.xml": styles.decode(),
            "meta.xml": f'{_XML}<office:document-meta {_OFFICE} office:version="1.3"><office:meta/></office:document-meta>',
        },
        mimetype=_ODT,
    )
