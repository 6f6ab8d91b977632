"""How words change in a sentence: verbs take endings, nouns an article, places drop their preposition."""

from __future__ import annotations

_THIRD = {"be": "is", "go": "goes", "fly": "flies", "pass": "passes", "crash": "crashes", "not": "does not"}
_GOING = {
    "sit": "sitting",
    "run": "running",
    "drop": "dropping",
    "hop": "hopping",
    "swim": "swimming",
    "get": "getting",
}
_PREPOSITIONS = ("in", "on", "at", "under", "over", "by", "with", "inside", "during", "between")


def third(verb: str) -> str:
    """The verb as it stands after "a cat": jump up becomes jumps up."""
    first, _, rest = verb.partition(" ")
    changed = f"{_THIRD.get(first, first + 's')} {rest}".strip()
    return changed.replace(" and bounce", " and bounces").replace(" and come", " and comes")


def going(verb: str) -> str:
    """The verb as it stands after "a cat is": jump up becomes jumping up."""
    first, _, rest = verb.partition(" ")
    if first == "not":
        return f"not {going(rest)}"
    ending = _GOING.get(first) or (first.removesuffix("e") if len(first) > 2 else first) + "ing"
    return f"{ending} {rest}".strip().replace(" and bounce", " and bouncing").replace(" and come", " and coming")


def bare(phrase: str, language: str) -> str:
    """A phrase of place, light or weather without the words around its noun: "in the desert" becomes "the desert",
    在雪地里 becomes 雪地."""
    if language == "zh":
        noun = phrase.removeprefix("在")
        return noun[:-1] if len(noun) > 2 and noun[-1] in "里上中下" else noun
    first, _, rest = phrase.partition(" ")
    return rest if first in _PREPOSITIONS and rest else phrase


def articled(noun: str) -> str:
    """The noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
