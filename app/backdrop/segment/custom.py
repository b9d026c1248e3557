"""A model file of the user's own: `file:PATH` in place of an id.

Nobody vouches for its content, so it is opened and run first in a child process: a file that crashes the engine or eats
the memory takes that process down, not the camera.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.children import child_command, child_environment
from backdrop.host.files import read_bytes
from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec
from backdrop.text import N_

PREFIX = "file:"
TRY_WITHIN_S = 30.0
MAX_MEGABYTES = 256


def load_custom(model_id: str) -> tuple[ModelSpec, bytes]:
    """The spec that the file's own shapes imply, and its content.

    Taken are .tflite files from one RGB picture, float 0..1, to the person's alpha, one channel of 0..1. ModelError for
    a file that is missing, damaged, or of another kind.
    """
    path = Path(model_id.removeprefix(PREFIX)).expanduser()
    content = read_bytes(path, ModelError)
    if len(content) > MAX_MEGABYTES * 1_000_000:
        raise ModelError(N_("{path} is larger than {limit} MB; choose a smaller model"), path=path, limit=MAX_MEGABYTES)
    taken, given = _try_out(path)
    if len(taken) != 4 or taken[0] != 1 or taken[3] != 3 or not _is_alpha(taken, given):
        raise ModelError(
            N_(
                "{path} takes {taken} and answers {given}; only models from one RGB picture to the person's alpha can"
                " be used"
            ),
            path=path, taken=taken, given=given,
        )  # fmt: skip
    spec = ModelSpec(
        id=model_id, title=path.name, family="custom", variant="", format="tflite", file=path.name,
        bytes=len(content), sha256="",
        licence="", licence_note="", input=InputSpec.ranged(taken[1], taken[2], 0.0, 1.0),
        output=OutputSpec("alpha", given[1], given[2]), threshold=0.5,
    )  # fmt: skip
    return spec, content


def _is_alpha(taken: list[int], given: list[int]) -> bool:
    return len(given) in (3, 4) and given[0] == 1 and given[3:] in ([], [1]) and min(given[1:3]) > 1 and min(taken) > 0


def _try_out(path: Path) -> tuple[list[int], list[int]]:
    """The shapes of what the network takes and answers, found out by running it once in a child process."""
    try:
        child = subprocess.run(
            child_command("try-model", str(path)),
            capture_output=True, text=True, timeout=TRY_WITHIN_S, check=False, env=child_environment(),
        )  # fmt: skip
        shapes = json.loads(child.stdout.splitlines()[-1])
        return shapes["input"], shapes["output"]
    except subprocess.TimeoutExpired:
        raise ModelError(N_("{path} took too long to run once; choose a smaller model"), path=path) from None
    except (OSError, ValueError, IndexError, KeyError) as reason:
        raise ModelError(
            N_("{path} is no model that can be run; choose a .tflite file that finds people"), path=path
        ) from reason
