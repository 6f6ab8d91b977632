"""The languages of the window: English, and those for which `resources/translations` holds a file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from ui.theme import RESOURCES

LANGUAGE = "window/language"
_FOLDER = RESOURCES / "translations"
_SHORT = {"zh_CN": "中文", "zh": "中文"}


class Languages:
    """Which languages there are, and the one in use."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.current = "en"

    def available(self) -> dict[str, str]:
        """Locale names and how each language calls itself, in short."""
        found = {"en": "EN"}
        for file in sorted(_FOLDER.glob("soraapp_*.qm")):
            locale = file.stem.removeprefix("soraapp_")
            found[locale] = _SHORT.get(locale, QLocale(locale).nativeLanguageName())
        return found

    def titles(self) -> dict[str, str]:
        """Locale names and how each language calls itself in full."""
        return {locale: "English" if locale == "en" else title for locale, title in self.available().items()}

    def wanted(self) -> str:
        """What a person chose, or else the language of the system if it is there."""
        chosen = str(self._settings.value(LANGUAGE) or QLocale.system().name())
        return next((name for name in self.available() if chosen == name or chosen.startswith(f"{name}_")), "en")

    def use(self, name: str) -> None:
        """Translate from now on; every widget gets a LanguageChange event."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = [] if name == "en" else [*_loaded(name)]
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        QLocale.setDefault(QLocale(name))
        self.current = name

    def choose(self, name: str) -> None:
        """A person's choice: it is kept."""
        self._settings.setValue(LANGUAGE, name)
        self.use(name)


def _loaded(name: str):
    places = (
        (f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"soraapp_{name}", str(_FOLDER)),
    )
    for file, folder in places:
        translator = QTranslator()
        if translator.load(file, folder):
            yield translator
