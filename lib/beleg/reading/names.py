"""Document -> mentions of people, organisations, places and products, each by its full name."""

from collections import defaultdict
from itertools import pairwise, zip_longest

from beleg.reading import lexicon, mentions, signs
from beleg.reading.gazetteer import folded, persons, profile, usual, words_of
from beleg.reading.mentions import HOME, REGIONS, Mention
from beleg.reading.sentences import Document, Token, indexed

__all__ = ["HOME", "Mention", "find"]

# Names joined by these are of one kind: «SUEK und Kusbassrasresugol».
JOINTS = frozenset({"und", ",", "sowie", "oder"})
# What stands behind without an article is a name: «kommt von Peleng».
ALONE = frozenset({"von", "mit", "Mit", "Von", "Auch"})
# A name that an article repeats has at most so many words.
LONGEST = 6


def find(document: Document) -> list[Mention]:
    """Return the mentions in the body, in order of the text, none overlapping another."""
    tokens = document.tokens
    found: list[Mention] = []
    loose: list[int] = []
    stop = 0
    capitals = document.where(_is_capital)
    for at, after in zip_longest(capitals, capitals[1:]):
        followed = after == at + 1 and signs.joined(tokens, at)
        hit = mentions.read(tokens, at, followed) if at >= stop else None
        if hit:
            # «Industrie- und Handelsministerium» begins before its telling word.
            while found and found[-1].end > hit[0][0].start:
                found.pop()
            while loose and tokens[loose[-1]].end > hit[0][0].start:
                loose.pop()
            found += hit[0]
            stop = hit[1]
        elif at >= stop:
            loose.append(at)
    return _settle(document, found, loose)


@indexed
def _is_capital(word: str) -> bool:
    return word[0].isupper()


@indexed
def _tells(word: str) -> bool:
    """Return whether a word may tell what stands beside it."""
    return word in JOINTS or word in ALONE or word in words_of("beside_org")


def _settle(document: Document, found: list[Mention], loose: list[int]) -> list[Mention]:
    """Read names that the article itself explains, and give every mention its canonical name."""
    text, tokens, words = document.text, document.tokens, document.words
    full, known = _full_names(found), _synonyms(text, found)
    named = [m for m in found if m.type != "PER" and not m.generic]
    spelled = {
        name: m.type
        for m in named
        for name in (_bare(m.canonical), m.canonical, text[m.start : m.end])
    }
    first_words = {name.partition(" ")[0] for name in spelled}
    first_words |= {word + "s" for word in first_words}
    edges = {edge: m.type for m in named if m.type != "PRODUCT" for edge in (m.start, m.end)}
    telling = document.where(_tells)
    beside = {at + step for at in telling for step in (-1, 1)}
    unread = {words[at] for at in loose}
    people = {word: name for word in unread if (name := _by_name(full, word))}
    begun = unread.intersection(first_words)
    end = 0
    for at in [at for at in loose if at in beside or words[at] in begun or words[at] in people]:
        if tokens[at].start < end:
            continue
        start, end, word, _ = tokens[at]
        name, kind = people.get(word, ""), "PER"
        begins = not name and word in begun
        if begins and (again := _again(text, tokens[at : at + LONGEST], spelled)):
            name, end = again
            kind = spelled[name]
        elif not name:
            name, kind = word, _guess(tokens, at, edges) if at in beside else ""
        if kind and edges.keys().isdisjoint(range(start + 1, end)):
            found.append(Mention(start, end, kind, name, False, "variant"))
    found = [_bearer(text, m, full, spelled) if m.type in ("PER", "PRODUCT") else m for m in found]
    return sorted(_canonical(mention, full, known) for mention in found)


def _bearer(text: str, mention: Mention, full: dict[str, str], spelled: dict[str, str]) -> Mention:
    """Return who bears the name of a «good» in the article: «Buchholz», the firm «Gomelglas».

    A firm that the article calls one is none of the people: «die Kette „Osiyo Savdo“».
    """
    word = text[mention.start : mention.end]
    if mention.generic and (name := _by_name(full, word)):
        return mention._replace(type="PER", canonical=name, generic=False, method="surname")
    guessed = mention.generic or (mention.type == "PER" and mention.method == "pattern")
    if guessed and spelled.get(word) == "ORG":
        return mention._replace(type="ORG", canonical=word, generic=False, method="variant")
    return mention


def _again(text: str, tokens: list[Token], spelled: dict[str, str]) -> tuple[str, int] | None:
    """Return the name that begins here if the article has it elsewhere, and where it ends."""
    for token in reversed(tokens):
        name = text[tokens[0].start : token.end]
        for form in (name, name.removesuffix("s")):
            if form in spelled:
                return form, token.end
    return None


def _guess(tokens: list[Token], at: int, edges: dict[int, str]) -> str:
    """Return what an unknown name is by its neighbours, "" if unclear: «SUEK und Kusbassugol»."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    for joint, other in ((before, at - 2), (behind, at + 2)):
        if joint in JOINTS and 0 <= other < len(tokens):
            edge = tokens[other].end if other < at else tokens[other].start
            if edge in edges and signs.unknown(word):
                return edges[edge]
    alone = before in ALONE and signs.is_coined(word) and not signs.follows(tokens, at)
    if not alone and words_of("beside_org").isdisjoint((before, behind)):
        return ""
    # A common noun at the start of a sentence has an article: «Sinopharm liefert» has none.
    if word.lower() in lexicon.small_words():
        return ""
    margin = signs.LIKELY if signs.begins(tokens, at) else 0.0
    if not signs.unknown(word, margin) or signs.FAMILY.fullmatch(word):
        return ""
    return "LOC" if signs.is_place(word) else "ORG"


def _full_names(found: list[Mention]) -> dict[str, str]:
    """Return the canonical full name by the folded full name and by the folded family name."""
    names: dict[str, str] = {}
    for mention in found:
        if mention.type == "PER" and " " in mention.canonical:
            key = folded(mention.canonical)
            # One who is listed may bear quite another spelling: «Wutschitsch».
            name = names.get(key) or names.get(persons().get(key, key)) or mention.canonical
            first, *_, last = name.split()
            family = first if profile(first).gender == "-" else last
            names[key] = names[persons().get(key, key)] = name
            names.setdefault(folded(family), name)
            # With the patronymic that only speech has: «Alexander Grigorjewitsch».
            names.setdefault(f"{folded(first)} …", name)
    return names


def _synonyms(text: str, found: list[Mention]) -> dict[tuple[str, str], str]:
    """Return canonical names by (type, name): «Gorkier Automobilwerk (GAZ)», «Gebiet Uljanowsk»."""
    known = _spellings(found)
    for mention, after in pairwise(found):
        if mention.type == after.type == "ORG" and text[mention.end : after.start] == " (":
            listed = mention.method == "lexicon" and after.method != "lexicon"
            short = known.get(("ORG", after.canonical), after.canonical)
            name = mention.canonical if listed else short
            known["ORG", mention.canonical] = known["ORG", after.canonical] = name
    for mention in found:
        name = mention.canonical
        if mention.type == "LOC" and _bare(name) != name:
            known.setdefault(("LOC", _bare(name)), name)
        for mark in (" von ", " in ") if mention.type == "ORG" else ():
            office, _, owner = name.partition(mark)
            if owner and owner != "?":
                known.setdefault(("ORG", f"{office}{mark}?"), name)
        if mention.type == "ORG" and "Botschaft in" in name:
            known.setdefault(("ORG", "Botschaft"), name.replace(" in ?", ""))
    return known


def _spellings(found: list[Mention]) -> dict[tuple[str, str], str]:
    """Return the one name of a listed name that the article spells in several ways."""
    spellings: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for mention in found:
        if mention.type in ("ORG", "LOC"):
            spellings[mention.type, usual(mention.canonical)][mention.canonical] = None
    known: dict[tuple[str, str], str] = {}
    for kind, names in [(key[0], [*its]) for key, its in spellings.items() if len(its) > 1]:
        # «das Minsker Motorenwerk (MMZ)» by the lexicon, «Mogilew» and «Mogiljow» by the first.
        short = next((name for name in names if name.isupper()), names[0])
        name = usual(names[0]) if kind == "ORG" and usual(names[0]) in names else short
        known |= {(kind, other): name for other in names if other != name}
    return known


def _canonical(
    mention: Mention, full: dict[str, str], known: dict[tuple[str, str], str]
) -> Mention:
    name = mention.canonical
    if mention.type == "PER":
        first, _, last = name.partition(" ")
        addressed = f"{folded(first)} …" if signs.PATRONYMIC.fullmatch(last) else ""
        name = full.get(addressed) or _by_name(full, name) or name
    name = known.get((mention.type, name), name)
    if name.endswith("?"):
        name = name.replace(" von ?", f" von {HOME}").replace(" in ?", "")
    return mention if name == mention.canonical else mention._replace(canonical=name)


def _by_name(full: dict[str, str], name: str) -> str | None:
    found = full.get(folded(name)) if full else None
    return full.get(folded(name[:-1])) if full and not found and name.endswith("s") else found


def _bare(name: str) -> str:
    """Return «Uljanowsk» for «Gebiet Uljanowsk», any other name as it is."""
    head, _, rest = name.partition(" ")
    return rest if rest and head in REGIONS else name
