"""Which cleaning steps run and what the user tells them: a profile, from a TOML file that users copy and change."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus_tools.clean.registry import STEPS
from corpus_tools.clean.step import CleaningSettings, CleaningStep
from corpus_tools.cleaning_record import CleaningRecord
from corpus_tools.errors import CleaningError

#: Steps that ``keep_script`` switches off.
SCRIPT_STEPS = frozenset({"pinyin-glosses", "to-simplified"})
_TABLES = ("steps", "settings")
_SETTINGS = ("keep_script", *(entry.name for entry in fields(CleaningSettings)))


@dataclass(frozen=True)
class Profile:
    """The steps that are switched off (names of ``registry.STEPS``), and the settings of those that run."""

    name: str = "default"
    off: frozenset[str] = field(default_factory=lambda: frozenset(step.name for step in STEPS if not step.default))
    settings: CleaningSettings = field(default_factory=CleaningSettings)

    def __post_init__(self) -> None:
        if faults := _step_faults(sorted(self.off)):
            raise CleaningError("\n".join(f"profile {self.name}: {fault}" for fault in faults))
        essential = [step.name for step in STEPS if step.essential and step.name in self.off]
        if essential:
            names = ", ".join(essential)
            raise CleaningError(
                f"profile {self.name}: {names}: can't be switched off; no text can be annotated without"
            )

    def runs(self, step: CleaningStep) -> bool:
        """Whether the step runs."""
        return step.name not in self.off

    def without(self, *names: str) -> Profile:
        """Return the profile with more steps switched off. Raises CleaningError for an unknown or essential one."""
        return replace(self, off=self.off | set(names))

    def versions(self) -> dict[str, int]:
        """Return the steps that run, in their order, with their versions: what a record of cleaning must state."""
        return {step.name: step.version for step in STEPS if self.runs(step)}

    def record(self) -> CleaningRecord:
        """Return what files and manifests state of the profile."""
        settings = {name: phrases for name, phrases in asdict(self.settings).items() if phrases}
        return CleaningRecord(
            self.name, self.versions(), tuple(step.name for step in STEPS if not self.runs(step)), settings
        )


def default_profile_text() -> str:
    """Return the shipped profile as TOML, to be copied and changed."""
    return resources.files("corpus_tools.clean").joinpath("default_profile.toml").read_text(encoding="utf-8")


@cache
def default_profile() -> Profile:
    """Return the shipped profile."""
    return parse_profile(default_profile_text(), "default")


def read_profile(path: Path) -> Profile:
    """Read a profile from a TOML file; what it does not say is as in the shipped one.

    Raises CleaningError that lists all its faults.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CleaningError(f"{path}: no such file; check the spelling") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CleaningError(f"{path}: can't be read: {error}; save it as UTF-8 text") from error
    return parse_profile(text, path.name)


def parse_profile(text: str, name: str) -> Profile:
    """Read a profile from TOML; ``name`` is for messages. Raises CleaningError that lists all its faults."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CleaningError(f"{name}: no TOML: {error}") from error
    faults = _unknown(values, _TABLES, "there is no table [{}]")
    tables = {}
    for table in _TABLES:
        tables[table] = values.get(table, {})
        if not isinstance(tables[table], dict):
            faults.append(f"{table}: write it as a table, [{table}]")
            tables[table] = {}
    steps, settings = tables["steps"], tables["settings"]
    faults += [f"[steps] {fault}" for fault in _step_faults(steps)]
    faults += [f"[steps] {step} = {value!r}: write true or false" for step, value in steps.items() if not _is(value)]
    faults += [f"[settings] {fault}" for fault in _unknown(settings, _SETTINGS, "there is no setting {}")]
    faults += [fault for key, value in settings.items() if key in _SETTINGS and (fault := _setting_fault(key, value))]
    essential = [step.name for step in STEPS if step.essential and steps.get(step.name) is False]
    faults += [f"[steps] {step} can't be switched off: no text can be annotated without it" for step in essential]
    if faults:
        raise CleaningError("\n".join(f"{name}: {fault}" for fault in faults))
    off = {step.name for step in STEPS if not steps.get(step.name, step.default)}
    if settings.get("keep_script", False):
        off |= SCRIPT_STEPS
    given = {key: tuple(value) for key, value in settings.items() if key != "keep_script"}
    return Profile(name, frozenset(off), CleaningSettings(**given))


def _is(value: Any) -> bool:
    return isinstance(value, bool)


def _step_faults(names: Any) -> list[str]:
    return _unknown(names, [step.name for step in STEPS], "there is no step {}")


def _unknown(names: Any, known: Any, message: str) -> list[str]:
    faults = []
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name.replace("_", "-"), list(known), n=1, cutoff=0.5)
            near = near or difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            faults.append(f"{message.format(name)}; {hint}")
    return faults


def _setting_fault(key: str, value: Any) -> str:
    if key == "keep_script":
        return "" if _is(value) else f"[settings] {key}: write true or false"
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        return f'[settings] {key}: write a list of phrases, {key} = ["…"]'
    return ""
