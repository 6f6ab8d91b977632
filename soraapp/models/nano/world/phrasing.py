"""Prompts as people type them, looser than captions: parts in any order, wishes for a change, long talk."""

from __future__ import annotations

import random

from soraapp.models.nano.world.edits import PATTERNS, WHOLE
from soraapp.models.nano.world.fillers import OPENINGS, REMARKS, THINGS, babble
from soraapp.models.nano.world.grammar import articled, bare, going, third
from soraapp.models.nano.world.speaker import Speaker, Values

_CLAUSES = ("light", "weather", "style", "camera")
_SHOTS = ("cut", "return")


def phrase(rng: random.Random, language: str) -> tuple[str, Values]:
    """A prompt in ``en`` or ``zh``, and the values that it tells, none for a prompt about something else."""
    kind = rng.choices((_description, _change, _single, _nonsense), (45, 38, 12, 5))[0]
    return kind(Speaker(rng, language))


def _description(speaker: Speaker) -> tuple[str, Values]:
    """A scene in parts of which any may be missing, in any order, with words around them."""
    rng, language = speaker.rng, speaker.language
    parts = [_core(speaker)]
    for attribute in rng.sample(_CLAUSES, rng.choices((0, 1, 2, 3, 4), (35, 30, 20, 10, 5))[0]):
        parts.insert(rng.choice((len(parts), len(parts), 0)), _clause(speaker, attribute))
    if "event" not in speaker.values and speaker.chance(0.08):
        shot = speaker.values["event"] = rng.choice(_SHOTS)
        parts.append(speaker.said("event", shot))
    wordy = rng.choices((0, 1, 2, 5, 9), (50, 25, 12, 8, 5))[0]
    for _ in range(wordy):
        remark = rng.choice(REMARKS[language]) if speaker.chance(0.8) else babble(rng, language)
        parts.insert(rng.randint(0, len(parts)), remark)
    if speaker.chance(0.3):
        parts[0] = rng.choice(OPENINGS[language]) + ("" if speaker.chinese else " ") + parts[0]
    return speaker.told(speaker.joined(parts))


def _core(speaker: Speaker) -> str:
    """Who does what where, with parts left out."""
    has_who, has_verb, has_place = speaker.rng.choices(
        ((1, 1, 1), (1, 0, 1), (1, 1, 0), (1, 0, 0), (0, 1, 1), (0, 0, 1), (0, 1, 0)), (36, 18, 18, 8, 4, 10, 6)
    )[0]
    if has_who and has_verb and speaker.chance(0.04):
        return _eaten(speaker)
    who = speaker.noun("subject", "colour") if has_who else ""
    if has_who and speaker.chance(0.2):
        return _met(speaker, who, speaker.word("place") if has_place else "")
    verb = speaker.verb() if has_verb else ""
    where = speaker.word("place") if has_place else ""
    return (_in_chinese if speaker.chinese else _in_english)(speaker, who, verb, where)


def _in_english(speaker: Speaker, who: str, verb: str, where: str) -> str:
    rng = speaker.rng
    if not who and not verb:
        return rng.choice((where, bare(where, "en")))
    doing = rng.choice((third, going, str))(verb) if verb else ""
    if who and verb and speaker.chance(0.25):
        doing = rng.choice(("is {ing}", "that {s}", "which is {ing}", "who {s}", "slowly {s}", "starts {ing}")).format(
            ing=going(verb), s=third(verb)
        )
    if who and speaker.chance(0.06):
        who += f" with {articled(speaker.other('colour') + ' ' + rng.choice(THINGS['en']))}"
    orders = [(who, doing, where)] * 4 + [
        (where, who, doing),
        (who, where, doing),
        (where + "," if where else "", who, doing),
    ]
    return " ".join(part for part in rng.choice(orders) if part)


def _in_chinese(speaker: Speaker, who: str, verb: str, where: str) -> str:
    rng = speaker.rng
    if not who and not verb:
        return rng.choice((where, bare(where, "zh"), bare(where, "zh")))
    if verb:
        verb = (
            rng.choice(("", "", "", "正在", "在", "会", "开始"))
            + verb
            + rng.choice(("", "", "", "着" if len(verb) == 1 else ""))
        )
    place = where if speaker.chance(0.8) else bare(where, "zh")
    orders = [(who, place, verb)] * 4 + [(place, who, verb), (place, "有", who, verb), (who, verb, place)]
    if who and speaker.chance(0.15):
        orders = [(place, verb, "的" if verb or place else "", who)]
    return "".join(part for part in rng.choice(orders) if part)


def _eaten(speaker: Speaker) -> str:
    """Someone eats a burger: the burger is what is shown."""
    rng = speaker.rng
    speaker.values |= {"subject": "burger", "event": "bite"}
    shade = speaker.word("colour") if speaker.chance(0.4) else ""
    eater = rng.choice((speaker.other("subject"), "someone" if not speaker.chinese else "有人"))
    burger = speaker.said("subject", "burger")
    if speaker.chinese:
        return eater + rng.choice(("吃", "在吃", "正在吃", "吃着", "咬")) + rng.choice(("一个", "")) + shade + burger
    doing = rng.choice(("eats", "eating", "is eating", "bites into", "takes bites of"))
    return f"{rng.choice(('a ', 'the ', ''))}{eater} {doing} {articled(f'{shade} {burger}'.strip())}"


def _met(speaker: Speaker, who: str, where: str) -> str:
    """Two subjects, who meet even where no word says so."""
    second = speaker.noun("other subject", "other colour")
    speaker.values["event"] = "meet"
    doing = speaker.said("event", "meet") if speaker.chance(0.7) else ""
    if speaker.chinese:
        return "".join((who, speaker.rng.choice(("和", "与", "跟")), second, where, doing))
    if doing and speaker.chance(0.2):
        return " ".join(part for part in (who, speaker.rng.choice(("meets", "bumps into")), second, where) if part)
    return " ".join(part for part in (who, "and", second, doing, where) if part)


def _clause(speaker: Speaker, attribute: str) -> str:
    """One thing that is told of the whole scene."""
    word = speaker.word(attribute)
    if attribute == "camera" and speaker.values["camera"] != "static" and speaker.chance(0.35):
        speed = speaker.word("speed")
        if word.startswith("镜头") and speaker.chance(0.5):
            return "镜头" + speed.removesuffix("地") + word.removeprefix("镜头")
        return word + ("" if speaker.chinese else " ") + speed
    return speaker.bare(word) if speaker.chance(0.2) else word


def _change(speaker: Speaker) -> tuple[str, Values]:
    """One wish for a change, or two or three."""
    rng = speaker.rng
    known = ("place", "light", "weather", "style", "colour", "subject", "motion", "camera", "shot", "speed", "other")
    wishes = rng.choices(known, (5, 2, 2, 2, 3, 3, 3, 2, 1, 1, 0.7), k=rng.choices((1, 2, 3), (70, 23, 7))[0])
    wishes = sorted(dict.fromkeys(wishes), key=lambda wish: wish != "shot")
    parts = [_wish(speaker, wish) for wish in wishes]
    if "subject" not in speaker.values and speaker.chance(0.08):
        kept = rng.choice(
            ("保留{}", "还是这{}", "{}不变") if speaker.chinese else ("keep the {} but", "the same {} but", "this {}")
        )
        parts.insert(0, kept.format(speaker.word("subject")))
    if speaker.chance(0.12):
        parts.append(rng.choice(REMARKS[speaker.language]))
    if speaker.chance(0.12):
        parts.insert(0, rng.choice(OPENINGS[speaker.language]))
        return speaker.told(("" if speaker.chinese else " ").join((parts[0], speaker.joined(parts[1:]))))
    return speaker.told(speaker.joined(parts))


def _wish(speaker: Speaker, wish: str) -> str:
    rng, language = speaker.rng, speaker.language
    whole = [key for key in WHOLE[language] if key[0] == wish]
    if whole and speaker.chance(0.5):
        attribute, value = rng.choice(whole)
        speaker.values[attribute] = value
        return rng.choice(WHOLE[language][attribute, value])
    pattern = rng.choice(PATTERNS[language]["shot" if wish == "camera" else wish])
    wanted = {"w": "", "b": "", "n": "", "k": "", "o": "", "it": _it(speaker)}
    if wish == "motion":
        wanted["b"] = speaker.verb()
    elif wish == "shot":
        shot = speaker.values["event"] = rng.choice(_SHOTS)
        wanted["w"] = speaker.said("event", shot)
    elif wish in ("subject", "other"):
        names = ("subject", "colour") if wish == "subject" else ("other subject", "other colour")
        wanted["n"], wanted["o"] = speaker.noun(*names), speaker.other("subject")
    else:
        wanted["w"] = speaker.word(wish)
        wanted["b"], wanted["o"] = speaker.bare(wanted["w"]), speaker.bare(speaker.other(wish))
    if wish == "colour":
        wanted["b"] = wanted["w"]
    if "{k}" in pattern:
        wanted["k"] = (
            speaker.said("subject", speaker.values["subject"])
            if "subject" in speaker.values
            else speaker.word("subject")
        )
    return pattern.format(**wanted)


def _it(speaker: Speaker) -> str:
    choices = (
        ("它", "它", "画面", "视频", "整个场景")
        if speaker.chinese
        else ("it", "it", "the scene", "the video", "everything")
    )
    return speaker.rng.choice(choices)


def _single(speaker: Speaker) -> tuple[str, Values]:
    """One or two things, named and no more."""
    rng = speaker.rng
    known = ("place", "light", "weather", "style", "camera", "event", "subject", "colour", "motion")
    parts: list[str] = []
    for attribute in rng.sample(known, rng.choice((1, 1, 1, 2))):
        word = speaker.word(attribute)
        parts.append(speaker.bare(word) if attribute in ("place", "light", "weather") and speaker.chance(0.5) else word)
    if {"motion", "event"} <= speaker.values.keys() and speaker.values["event"] not in _SHOTS:
        del speaker.values["motion"]
    return speaker.told(speaker.joined(parts))


def _nonsense(speaker: Speaker) -> tuple[str, Values]:
    """Words that tell nothing."""
    rng = speaker.rng
    words = [babble(rng, speaker.language) for _ in range(rng.randint(1, 7))]
    if speaker.chance(0.25):
        words.append(rng.choice((*THINGS[speaker.language], *REMARKS[speaker.language])))
    return ("" if speaker.chinese else " ").join(words), {}
