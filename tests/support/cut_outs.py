"""People with an exact alpha, made of the drawn presenter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from backdrop.capture.presenter import Presenter
from backdrop.host.media.colour import to_rgb


def write_cut_outs(folder: Path, count: int = 2, size: tuple[int, int] = (640, 480)) -> list[Path]:
    """Cut-outs as PNG with an alpha channel; what is behind the person is still in their clear pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for seed in range(count):
        frame, matte = Presenter(*size, seed=seed, paced=False).draw(30)
        rgba = np.dstack([to_rgb(frame.pixels), matte.alpha])
        paths.append(folder / f"person {seed}.png")
        Image.fromarray(rgba).save(paths[-1])
    return paths


def write_photos(images: Path, masks: Path, count: int = 2, size: tuple[int, int] = (640, 480)) -> None:
    """Pictures and their soft alphas, as grey PNG of the same names."""
    images.mkdir(parents=True, exist_ok=True)
    masks.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        frame, matte = Presenter(*size, seed=seed, paced=False).draw(30)
        Image.fromarray(to_rgb(frame.pixels)).save(images / f"{seed}.png")
        Image.fromarray(matte.alpha).save(masks / f"{seed}.png")
