"""What can be set, declared once: type, default, bounds and help text, for the command line and what comes after it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The settings of a running camera. `source`, `background` and `sink` are checked by the stages they name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(default="camera", description="camera[:ID], file:PATH, image:PATH or presenter")
    sink: str = Field(default="camera", description="camera[:DEVICE], file:PATH or null")
    model: str = Field(default="selfie-landscape", description="segmentation model, as `backdrop models list` names it")
    background: str = Field(
        default="image:office",
        description="image:PATH or a bundled name, blur[:1-10], color:#RRGGBB, video:PATH or none",
    )
    width: int = Field(default=1280, ge=64, le=3840, description="width of the published picture in pixels")
    height: int = Field(default=720, ge=64, le=2160, description="height of the published picture in pixels")
    fps: float = Field(default=30.0, ge=1, le=120, description="published frames per second")
    mirror: bool = Field(default=False, description="flip the person left to right; the background stays as it is")
    threads: int | None = Field(
        default=None, ge=1, le=64, description="threads of the network; without it one, or more where one is too slow"
    )
