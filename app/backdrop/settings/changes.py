"""Settings with something changed, checked as a whole. Applying them is for those who use them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from backdrop.errors import UsageError
from backdrop.settings.reason import reason
from backdrop.settings.schema import RECENT_KEPT, Settings
from backdrop.settings.spec import check_size


def changed(settings: Settings, updates: Mapping[str, object]) -> Settings:
    """The settings with these values; UsageError for values that cannot be."""
    try:
        after = Settings.model_validate(settings.model_dump() | dict(updates))
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        raise UsageError("{name}: {reason}", name=first["loc"][0], reason=reason(first)) from None
    check_size(after.width, after.height)
    return after


def remembering_background(settings: Settings) -> Settings:
    """With the present background in front of the latest ones; blur and the bare room are never among them."""
    spec = settings.background
    if spec == "none" or spec.startswith("blur"):
        return settings
    recent = (spec, *(other for other in settings.recent if other != spec))[:RECENT_KEPT]
    return settings.model_copy(update={"recent": recent})
