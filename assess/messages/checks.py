"""What is said around the pages of checks."""

from __future__ import annotations

Words = dict[str, dict[str, str]]

MESSAGES: Words = {
    "family-fresh": {"fr": "Fraîcheur", "en": "Freshness"},
    "family-complete": {"fr": "Complétude", "en": "Completeness"},
    "family-answered": {"fr": "Réponses attendues", "en": "Expected answers"},
    "family-grounded": {"fr": "Preuves et garanties", "en": "Evidence and safeguards"},
    "family-true": {"fr": "Fidélité aux réponses", "en": "Truth to the answers"},
    "family-cited": {"fr": "Citations", "en": "Citations"},
    "family-readable": {"fr": "Lisibilité", "en": "Readability"},
    "check-why": {"fr": "Pourquoi", "en": "Why"},
    "check-sources": {"fr": "Sources : {sources}.", "en": "Sources: {sources}."},
    "check-mend": {"fr": "Comment corriger", "en": "How to put it right"},
    "check-fails": {"fr": "Exemple en défaut", "en": "An example that fails"},
    "check-passes": {"fr": "Exemple conforme", "en": "An example that passes"},
}
