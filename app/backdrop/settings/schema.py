"""What can be set, declared once: type, default, bounds and help text, for file, command line and window."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from backdrop.text import N_

VERSION = 1
"""Of the stored form; raised, with a migration in `store`, when an older file would be misunderstood."""

RECENT_KEPT = 6

EngineName = Literal["litert", "tflite-runtime", "mediapipe", "onnx"]
Kernels = Literal["xnnpack", "builtin", "reference"]
Language = Literal["system", "en", "ko"]
RefinementLevel = Literal["light", "balanced", "best"]


class Settings(BaseModel):
    """The settings of the program. `source`, `background` and `sink` are checked by the stages they name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(default="camera", description=N_("camera[:ID], file:PATH, image:PATH or presenter"))
    sink: str = Field(default="camera", description=N_("camera[:DEVICE], file:PATH or null"))
    model: str = Field(
        default="auto",
        description=N_("segmentation model: auto, an ID of `backdrop models list`, or file:PATH"),
    )
    background: str = Field(
        default="image:office",
        description=N_("image:PATH or a bundled name, blur[:1-10[:depth]], color:#RRGGBB, video:PATH or none"),
    )
    width: int = Field(default=1280, ge=64, le=3840, description=N_("width of the published picture in pixels"))
    height: int = Field(default=720, ge=64, le=2160, description=N_("height of the published picture in pixels"))
    fps: float = Field(default=30.0, ge=1, le=120, description=N_("published frames per second"))
    mirror: bool = Field(default=False, description=N_("flip the person left to right; the background stays as it is"))
    match_light: bool = Field(
        default=False,
        description=N_("bring brightness and contrast of the background nearer to the camera's; blur is left as it is"),
    )
    threads: int | None = Field(
        default=None,
        ge=1,
        le=64,
        description=N_("threads of the network; without it one, or more where one is too slow"),
    )
    engine: EngineName | None = Field(
        default=None,
        description=N_("what runs the network; without it LiteRT, or ONNX Runtime for .onnx files"),
    )
    kernels: Kernels | None = Field(
        default=None,
        description=N_(
            "how LiteRT and tflite-runtime compute: xnnpack (tuned SIMD code, the default), builtin (their own code,"
            " still SIMD), reference (plain loops without SIMD)"
        ),
    )
    internal_resolution: str | None = Field(
        default=None,
        max_length=20,
        description=N_(
            "how finely BodyPix sees the picture: low, medium, high or full (a quarter to all of its width and height),"
            " or WxH; without it medium"
        ),
    )

    refinement: RefinementLevel = Field(
        default="balanced",
        description=N_(
            "edges of the person: light (smooth, least work), balanced (they follow the picture's own), best (the"
            " network also looks twice at each picture)"
        ),
    )
    edge_shift: float = Field(
        default=0.0, ge=-1, le=1, description=N_("moves the edge of the person inwards (below 0) or outwards")
    )
    feather: float = Field(
        default=1.0, ge=0, le=2, description=N_("width of the person's soft edge: 0 is hard, 1 as usual, 2 the softest")
    )
    skip_still: bool = Field(
        default=True,
        description=N_("let the network rest while the picture stands still, three frames in a row at most"),
    )

    on_demand: bool = Field(
        default=True,
        description=N_("release the webcam while nobody uses the virtual camera (on Linux, where that can be told)"),
    )
    release_after: float = Field(
        default=2.5, ge=0.5, le=3600, description=N_("seconds without anybody before the webcam is released")
    )

    blur_strength: float = Field(default=5.0, ge=1, le=10, description=N_("how strongly the room is blurred"))
    blur_depth: bool = Field(default=False, description=N_("whether the blur is stronger towards the top"))
    backgrounds: tuple[str, ...] = Field(default=(), description=N_("your own backgrounds in the gallery"))
    recent: tuple[str, ...] = Field(
        default=(), max_length=RECENT_KEPT, description=N_("the backgrounds that were chosen last, the latest first")
    )
    mirror_preview: bool = Field(default=True, description=N_("show the preview as a mirror; the call is not changed"))
    show_statistics: bool = Field(default=False, description=N_("show rates and times over the preview"))
    start_minimised: bool = Field(default=False, description=N_("start in the tray, without the window"))
    pause_on_lock: bool = Field(default=False, description=N_("pause the camera while the screen is locked"))
    language: Language = Field(default="system", description=N_("language of the program"))
    guide_done: bool = Field(default=False, description=N_("whether the first-run guide was completed or skipped"))
    tray_explained: bool = Field(
        default=False, description=N_("whether it was said that closing the window goes on in the tray")
    )
    room_confirmed: bool = Field(default=False, description=N_("whether showing the room was confirmed once"))

    @property
    def blur(self) -> str:
        """The background that is meant where blur alone is asked for: as it was the last time."""
        return f"blur:{self.blur_strength:g}" + ":depth" * self.blur_depth
