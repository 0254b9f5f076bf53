"""The words of the method that are the same for every rubric and every proposal."""

from typing import Final

LANGUAGES: Final = ("fr", "en")
STAGES: Final = ("exploration", "referral")
"""What a proposal is written for."""
STATUSES: Final = ("present", "planned", "absent", "not-applicable")
"""What a proposal may say of a safeguard."""
OPINIONS: Final = ("sign-off", "reservation", "dissent")
"""What a review of a proposal may come to."""
TOP_LEVEL: Final = 4
"""The highest level of a criterion; the lowest is 0."""
FACT_KINDS: Final = ("one", "several", "number", "date", "record")
COMBINE: Final = ("highest", "lowest", "first")
"""How the rules of a tier conclude together."""
NORMS: Final = ("current-law", "regulation", "statute")
ACTIONS: Final = ("deploy", "experiment", "clarify", "debate", "stop")
STUDY_SECTIONS: Final = (
    *("introduction", "track-record", "general-framework", "constitutional-framework", "conventional-framework", "comparative-law"),
    *("necessity", "objectives", "options", "retained-scheme", "legal-order", "eu-law", "macroeconomic", "businesses"),
    *("budget", "local-authorities", "administrations", "public-employment", "society", "disability", "equality", "youth"),
    *("regulated-professions", "individuals", "environment", "consultations", "cese", "time", "transition", "overseas"),
    *("implementing-texts", "evaluation", "method"),
)
"""The sections of the study for which a proposal may bring text."""
IMPACTS: Final = (
    *("legal", "economic", "budget", "companies", "local-authorities", "administrations", "employment", "social"),
    *("individuals", "fundamental-rights", "environment"),
)
ANNEXES: Final = ("principles", "safeguards", "options", "comparison", "experiment", "request", "ai-act", "dpia", "summary", "grid")
"""The kinds of annexes, in the order of their numbers."""
OUTCOMES: Final = (
    *("struck-down", "annulled", "suspended", "unlawful", "sanctioned", "warned", "unfavourable"),
    *("upheld-in-part", "upheld-with-reservations", "upheld", "favourable"),
)
"""What a decision or an opinion came to; on foreign uses too."""
