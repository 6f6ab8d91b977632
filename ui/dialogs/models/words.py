"""What is told of a model, in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from soraapp.models.abilities import abilities as able_to
from soraapp.models.base import Capabilities
from soraapp.models.fitting import Fit, Fitting
from soraapp.models.remarks import Remark
from ui.cache_size import size_text
from ui.dialogs.models.reading import Addition, Entry, Named, Place, Refused, Usable
from ui.texts import model_title

SIGNS = {
    Fit.FITS: ("check", "ok"),
    Fit.OFFLOADED: ("check", "ok"),
    Fit.FROM_DISK: ("warning", "warn"),
    Fit.TOO_LARGE: ("warning", "bad"),
    Fit.UNKNOWN: ("help", "dim"),
}
"""The icon and the colour that go with the word."""


def sign(entry: Entry) -> tuple[str, str]:
    """The icon of an entry of the list, and the token of its colour."""
    if isinstance(entry, Refused):
        return "error", "bad"
    return ("add", "dim") if isinstance(entry, Addition) else SIGNS[entry.fitting.fit]


def title(entry: Entry) -> str:
    if isinstance(entry, Addition):
        return entry.lora.name
    return model_title(entry.capabilities.title) if isinstance(entry, Usable) else entry.name


def summary(entry: Entry) -> str:
    """A few words beneath the title."""
    if isinstance(entry, Refused):
        return _tr("cannot be used")
    if isinstance(entry, Addition):
        told = (_tr("LoRA"), entry.lora.base, size_text(entry.lora.bytes))
        return " · ".join(part for part in told if part)
    return " · ".join((entry.about.family, size_text(entry.about.bytes), fit_word(entry.fitting.fit)))


def fit_word(fit: Fit) -> str:
    return {
        Fit.FITS: _tr("fits"),
        Fit.OFFLOADED: _tr("fits with offload"),
        Fit.FROM_DISK: _tr("fits from disk"),
        Fit.TOO_LARGE: _tr("too large for this machine"),
        Fit.UNKNOWN: _tr("not known whether it fits"),
    }[fit]


def fit_text(found: Fitting) -> str:
    """How a model fits, with the numbers."""
    machine = found.machine
    if found.fit is Fit.UNKNOWN:
        return _tr("Not known: this machine does not tell its memory, or the model its size.")
    facts = {
        "needed": size_text(found.needed),
        "bits": found.bits,
        "memory": size_text(machine.memory),
        "graphics": size_text(machine.graphics),
        "card": machine.card,
    }
    needs = _tr("Its weights take {needed} in {bits} bits.").format(**facts)
    if machine.graphics:
        has = _tr("{card} has {graphics}, and this machine {memory} of memory.").format(**facts)
    else:
        has = _tr("This machine has {memory} of memory and no graphics card that is used: it runs on the processor.")
        has = has.format(**facts)
    return f"{needs} {has}"


def sentences(*said: Remark) -> str:
    """Remarks one after the other."""

    def told(value: int | str) -> str:
        return size_text(value) if isinstance(value, int) else value

    return " ".join(
        QCoreApplication.translate("remarks", one.text).format(
            **{name: told(value) for name, value in one.facts.items()}
        )
        for one in said
    ).replace("\u3002 ", "\u3002")


def abilities(entry: Usable) -> str:
    """What a model can do, one after the other."""
    told = (QCoreApplication.translate("abilities", text) for text in able_to(entry.capabilities))
    return _tr("; ").join(told)


def usual(able: Capabilities) -> str:
    """What it makes unless asked for something else."""
    locale, at_once = QLocale(), able.at_once or able.largest_count
    facts = {
        "size": "×".join(map(str, able.native_size)),
        "steps": able.steps,
        "guidance": f"{able.guidance:g}",
        "frames": at_once,
        "rate": f"{float(able.rate):g}",
        "seconds": locale.toString(float(at_once / able.rate), "f", 1),
        "longest": locale.toString(float(able.largest_count / able.rate), "f", 1),
    }
    if able.largest_count == 1:
        return _tr("{size}, {steps} steps, guidance {guidance}").format(**facts)
    if able.largest_count > at_once:
        text = _tr(
            "{size}, {frames} frames at once ({seconds} s at {rate} a second) and up to {longest} s by windows, "
            "{steps} steps, guidance {guidance}"
        )
        return text.format(**facts)
    if able.at_once:
        text = _tr(
            "{size}, up to {frames} frames at once ({seconds} s at {rate} a second), {steps} steps, guidance {guidance}"
        )
    else:
        text = _tr("{size}, up to {frames} frames ({seconds} s at {rate} a second), {steps} steps, guidance {guidance}")
    return text.format(**facts)


def sizes(able: Capabilities) -> str:
    return _tr("{smallest} to {largest}, in steps of {step}").format(
        smallest="×".join(map(str, able.smallest)), largest="×".join(map(str, able.largest)), step=able.size_multiple
    )


def weights(entry: Usable) -> str:
    """Size and precision, and the largest networks."""
    parts = sorted(entry.about.parts.items(), key=lambda part: -part[1].bytes)[:3]
    named = _tr(", ").join(f"{name} {size_text(one.bytes)}" for name, one in parts)
    formats = _tr(", ").join(entry.about.formats)
    return _tr("{size}, {formats}: {parts}").format(size=size_text(entry.about.bytes), formats=formats, parts=named)


def single(part: str, file: Path) -> str:
    """The file that holds a network in place of the folder's."""
    return _tr("{part} in {file}; the folder lends the rest").format(part=part, file=file)


def names(several: Iterable[str]) -> str:
    """One after the other."""
    return _tr(", ").join(several)


def place_text(place: Place) -> str:
    """What there is in a folder, and who named it."""
    who = {
        Named.PERSON: "",
        Named.PROGRAM: _tr("of this program"),
        Named.CACHE: _tr("cache of Hugging Face"),
        Named.ENVIRONMENT: _tr("named by SORAAPP_MODELS"),
    }[place.named]
    if place.there:
        held = _tr("no models") if not place.models else _tr("models: {count}").format(count=place.models)
    else:
        held = _tr("not there now")
    return " · ".join(part for part in (held, who) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)
