"""What to write instead, for each fault of `reading` that needs saying so."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

HINTS: Words = {
    "office-file": {
        "fr": "c’est un fichier de bureautique ; il faut un fichier texte, en YAML.",
        "en": "it is an office file; a text file, in YAML, is needed.",
    },
    "pdf-file": {
        "fr": "c’est un PDF ; il faut un fichier texte, en YAML.",
        "en": "it is a PDF; a text file, in YAML, is needed.",
    },
    "windows-1252": {
        "fr": "il semble enregistré en Windows-1252 (« ANSI ») ; enregistrez-le en UTF-8.",
        "en": "it seems to be saved as Windows-1252 (“ANSI”); save it as UTF-8.",
    },
    "utf-16": {
        "fr": "il semble enregistré en UTF-16 (« Unicode ») ; enregistrez-le en UTF-8.",
        "en": "it seems to be saved as UTF-16 (“Unicode”); save it as UTF-8.",
    },
    "save-as-utf-8": {
        "fr": "enregistrez-le en UTF-8, puis vérifiez les accents à partir d’ici.",
        "en": "save it as UTF-8, then check the accents from here on.",
    },
    "invisible-character": {
        "fr": "supprimez-le, même s’il ne se voit pas ; s’il sépare deux lignes, mettez un retour à la ligne.",
        "en": "delete it, even if it cannot be seen; if it parts two lines, put a line break.",
    },
    "quotes-or-block": {
        "fr": 'mettez le texte entre guillemets "…", ou à la ligne suivante après `|`.',
        "en": 'put the text in quotation marks "…", or on the next line after `|`.',
    },
    "quotes-if-text": {
        "fr": 'si c’est du texte, mettez-le tout entier entre guillemets "…".',
        "en": 'if it is text, put all of it in quotation marks "…".',
    },
    "quotes-or-repeat": {
        "fr": 'si c’est du texte, mettez-le entre guillemets "…" ; sinon, répétez la valeur partout où elle sert.',
        "en": 'if it is text, put it in quotation marks "…"; otherwise repeat the value wherever it is used.',
    },
    "repeat": {"fr": "répétez les clés partout où elles servent.", "en": "repeat the keys wherever they are used."},
    "keep-one": {"fr": "n’en gardez qu’un des deux.", "en": "keep only one of the two."},
    "one-document": {
        "fr": "supprimez cette ligne ; si elle fait partie d’un texte, décalez-la comme lui vers la droite.",
        "en": "delete this line; if it is part of a text, indent it like the text.",
    },
    "key-before-colon": {"fr": "écrivez `clé: valeur`.", "en": "write `key: value`."},
    "space-after-colon": {"fr": "écrivez `clé: valeur`.", "en": "write `key: value`."},
    "dash-space": {
        "fr": "écrivez « - valeur » ; si ce tiret ouvre la suite d’un texte, décalez la ligne vers la droite.",
        "en": "write “- value”; if this dash starts more of a text, indent the line.",
    },
    "key-below": {
        "fr": 'une clé sous une autre va à la ligne suivante, en retrait ; si c’est du texte, mettez-le entre "…".',
        "en": 'a key below another goes on the next line, indented; if it is text, put it in quotation marks "…".',
    },
    "align-or-quote": {
        "fr": "si c’est une clé, alignez-la sur les clés voisines ; si c’est du texte, mettez tout le texte après `|`.",
        "en": "if it is a key, align it with the keys around; if it is text, put the whole text after `|`.",
    },
    "key-or-indent": {
        "fr": "si elle continue le texte qui précède, décalez-la vers la droite, avec des espaces.",
        "en": "if it goes on with the text before, indent it with spaces.",
    },
    "indent-block": {
        "fr": "les lignes d’un texte annoncé par `|` ou `>` commencent toutes deux espaces plus à droite que sa clé.",
        "en": "the lines of a text announced by `|` or `>` all start two spaces to the right of its key.",
    },
    "hash": {
        "fr": 'ce qui suit « # » après un espace est un commentaire ; mettez le texte entre guillemets "…".',
        "en": 'what follows “#” after a space is a comment; put the text in quotation marks "…".',
    },
    "close-quote": {"fr": "refermez-le à la fin du texte.", "en": "close it at the end of the text."},
    "close-apostrophe": {
        "fr": 'refermez-le à la fin du texte ; si c’est une apostrophe, mettez le texte entre guillemets "…".',
        "en": 'close it at the end of the text; if it is an apostrophe, put the text in quotation marks "…".',
    },
    "apostrophe": {
        "fr": 'mettez plutôt le texte entre guillemets doubles "…", ou écrivez les apostrophes ’.',
        "en": 'put the text in double quotation marks "…" instead, or write the apostrophes ’.',
    },
    "quotes-in-quotes": {
        "fr": "refermez à la fin du texte et écrivez « … » à l’intérieur, ou mettez-le à la ligne suivante après `|`.",
        "en": "close at the end of the text, and write “…” inside; or put it on the next line after `|`.",
    },
    "tabs": {
        "fr": "décalez les lignes avec des espaces ; un éditeur sait remplacer d’un coup toutes les tabulations.",
        "en": "indent with spaces; an editor can replace all the tabs of the file at once.",
    },
    "block-text-below": {
        "fr": "écrivez-le à partir de la ligne suivante, décalé vers la droite.",
        "en": "write it from the next line on, indented.",
    },
    "backslash": {
        "fr": "écrivez « \\\\ » pour une barre oblique inverse, ou mettez le texte entre guillemets simples '…'.",
        "en": "write “\\\\” for a backslash, or put the text in single quotation marks '…'.",
    },
    "list-below": {
        "fr": 'mettez chaque « - » sur sa ligne, sous la clé ; si c’est du texte, mettez-le entre guillemets "…".',
        "en": 'put each “-” on its own line, below the key; if it is text, put it in quotation marks "…".',
    },
    "quotes-in-brackets": {
        "fr": 'séparez les éléments par des virgules ; mettez entre "…" les textes qui contiennent « , » ou « : ».',
        "en": 'separate the items with commas; put texts that contain “,” or “:” in quotation marks "…".',
    },
    "align": {
        "fr": "alignez-la avec ce qui est de même niveau ; une clé qui a une valeur sur sa ligne n’a rien en dessous.",
        "en": "align it with what is of the same level; a key with a value on its line has nothing below it.",
    },
    "dots": {
        "fr": "supprimez la ligne « ... » ; si elle fait partie d’un texte, décalez-la comme lui vers la droite.",
        "en": "delete the line “...”; if it is part of a text, indent it like the text.",
    },
    "block-for-list": {
        "fr": "pour une liste, ne mettez rien après « : » ; pour un texte, mettez-le à la ligne suivante après `|`.",
        "en": "for a list, put nothing after “:”; for a text with dashes, put it on the next line after `|`.",
    },
}
