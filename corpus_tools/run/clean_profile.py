"""The profile and the switches of a run -> the profile in force, and its steps in rows."""

from __future__ import annotations

from corpus_tools.clean import STEPS, Profile, default_profile
from corpus_tools.clean.profile import SCRIPT_STEPS


def profile_in_force(profile: Profile | None, *, keep_script: bool = False, full: bool = True) -> Profile:
    """Return the profile with what the switches turn off; None is the shipped one."""
    profile = profile or default_profile()
    if keep_script:
        profile = profile.without(*SCRIPT_STEPS)
    if not full:
        profile = profile.without(*(step.name for step in STEPS if not step.essential))
    return profile


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
