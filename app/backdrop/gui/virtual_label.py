"""What the virtual camera is called on this machine, and whether it is at work for us."""

from __future__ import annotations

from collections.abc import Sequence

from backdrop.doctor import Finding
from backdrop.pipeline.live import Status

CHECK = "virtual camera"


def camera_label(status: Status | None, sink: str) -> str:
    """The name to choose in a call; "" while there is no camera that Backdrop publishes to."""
    if status is None or not sink.startswith("camera") or "sink" in status.faults:
        return ""
    return status.sink


def without_our_own_use(findings: Sequence[Finding], status: Status | None) -> list[Finding]:
    """Leaves out that the virtual camera is in use when it is we who use it: a warning without a command."""
    ours = status is not None and bool(status.sink) and "sink" not in status.faults
    return [
        finding
        for finding in findings
        if not (ours and finding.check == CHECK and finding.state == "warn" and not finding.remedy_command)
    ]
