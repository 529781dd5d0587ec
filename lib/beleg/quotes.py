"""Direct and indirect speech: span, speaker, cue, and how the speaker was found."""

from typing import NamedTuple

from beleg.names import Mention
from beleg.sentences import Document


class Quote(NamedTuple):
    """One piece of speech: plain span without the marks, and who says it in which words."""

    start: int
    end: int
    kind: str  # "direct" or "indirect"
    speaker: str | None  # full name, or an institution's canonical name; None if not resolvable
    speaker_surface: str | None  # the words at the cue: «der belarussische Regierungschef»
    speaker_span: tuple[int, int] | None  # where those words stand
    cue: str | None  # «sagte», «so», «Ihm zufolge»
    method: str | None  # "name", "surname", "role", "learned role", "pronoun", "continuation" …
    slip: bool  # the text's role contradicts the person read («Regierungschef» for the President)
    partial: bool  # an attributed fragment, not a whole sentence


def find(document: Document, mentions: list[Mention]) -> list[Quote]:
    """Return direct and indirect speech, in order of the text."""
    raise NotImplementedError
