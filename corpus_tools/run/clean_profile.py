"""The profile and the switches of a run -> the profile in force, and how a record of the run states it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from corpus_tools.clean import STEPS, Profile, default_profile
from corpus_tools.clean.profile import SCRIPT_STEPS

_DIGITS = 12


def profile_in_force(profile: Profile | None, *, keep_script: bool = False, full: bool = True) -> Profile:
    """Return the profile with what the switches turn off; None is the shipped one."""
    profile = profile or default_profile()
    if keep_script:
        profile = profile.without(*SCRIPT_STEPS)
    if not full:
        profile = profile.without(*(step.name for step in STEPS if not step.essential))
    return profile


def profile_record(profile: Profile) -> dict[str, Any]:
    """Return the profile's name, the steps that are off, and a digest of all that decides what cleaning does.

    The digest is the first 12 digits of the SHA-256 of the steps that run with their versions, in their order, and the
    settings: two runs of one digest clean a page in the same way.
    """
    stated = json.dumps([list(profile.versions().items()), asdict(profile.settings)], ensure_ascii=True)
    return {
        "profile": profile.name,
        "digest": hashlib.sha256(stated.encode()).hexdigest()[:_DIGITS],
        "off": [step.name for step in STEPS if not profile.runs(step)],
    }


def step_rows(profile: Profile) -> list[tuple[str, int, str, str]]:
    """Return name, version, whether it runs (``on``, ``off``, ``always``) and gloss of each step, in their order."""
    return [
        (
            step.name,
            step.version,
            "always" if step.essential else "on" if profile.runs(step) else "off",
            step.gloss,
        )
        for step in STEPS
    ]
