"""Brings the Chinese translation up to date: ``python3 -m tests.translations``.

Every text that the window translates is in `resources/translations/soraapp_zh_CN.ts` afterwards. Translations that are
there stay, also when a text moves to another context; a new text is unfinished until someone translates it there.
The `.qm` that the window loads is compiled from it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.texts import ROOT, collect

SOURCE = ROOT / "resources" / "translations" / "soraapp_zh_CN.ts"
COMPILED = SOURCE.with_suffix(".qm")
Translations = dict[tuple[str, str], str]
"""Chinese by context and English; empty where nobody has translated it yet."""


def read(file: Path = SOURCE) -> Translations:
    """The translations of a file, also unfinished ones; none if there is no file yet."""
    found: Translations = {}
    for context in ET.parse(file).getroot().iter("context") if file.exists() else ():
        for message in context.iter("message"):
            key = context.findtext("name", ""), message.findtext("source", "")
            found[key] = message.findtext("translation", "")
    return found


def updated(texts: Mapping[str, set[str]], known: Translations) -> Translations:
    """The texts in order, with what is known of each, or else of the same words in another context."""
    elsewhere = {text: chinese for (_, text), chinese in known.items() if chinese}
    keys = sorted((context, text) for context, found in texts.items() for text in found)
    return {key: known.get(key) or elsewhere.get(key[1], "") for key in keys}


def write(translations: Translations, file: Path = SOURCE) -> None:
    root = ET.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (name, text), chinese in translations.items():
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message")
        ET.SubElement(message, "source").text = text
        given = ET.SubElement(message, "translation", {} if chinese else {"type": "unfinished"})
        given.text = chinese or None
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compiled(source: Path = SOURCE, target: Path = COMPILED) -> None:
    """Make the file that the window loads."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", source, "-qm", target], check=True)


def main() -> int:
    translations = updated(collect(), read())
    write(translations)
    compiled()
    missing = [f"{context}: {text}" for (context, text), chinese in translations.items() if not chinese]
    print(*missing, f"{len(translations)} texts, {len(missing)} not translated yet", sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
