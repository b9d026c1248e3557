"""What the child process reports of a model file, as the line of JSON that passes between the two.

Nothing of it is believed unseen: the file could have taken the child over.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

_Share = Annotated[float, Field(ge=0, le=1)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Finding(_Told):
    """A file that can be used. `row`: the fields input, output, threshold and format of a catalogue row.

    `digest`: of the files that were read. `iou`: on the drawn presenter in good light, as the program runs it;
    `poor_light_iou`: of the network's own map in the worst of all lights. `ms`: the median of a run with one thread,
    on a picture of `width` × `height`.
    """

    digest: str
    row: dict[str, Any]
    iou: _Share
    poor_light_iou: _Share
    ms: Annotated[float, Field(ge=0)]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class Failure(_Told):
    """A file that cannot be used as it is, worded. `option`: the name of one that was to be given, where one was."""

    error: Annotated[str, Field(max_length=4000)]
    usage: bool
    option: str | None = None
