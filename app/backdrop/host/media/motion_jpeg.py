"""A webcam's compressed pictures (MJPG), each decoded once, straight to I420 BT.601 limited range.

For pictures that come live, one after the other: those in files are for still.py and video.py.

Milliseconds of one thread for a photograph with noise, 4:2:2 (as webcams send it) at quality 85, at 640x480, 1280x720
and 1920x1080; all in one run (OpenCV 5.0, PyAV 18). In brackets the ratio at 1280x720 to what is used; 4:2:0 gives the
same order, and so does OpenCV 4.11.

    to planes       PyAV, IDCT "xvid" (used)             0.82   2.33   5.51
                    PyAV, the IDCT that FFmpeg takes     0.97   2.80   6.86   (1.20)
    planes to I420  scaled, mean of two rows (used)      0.11   0.32   0.71
                    table, mean of two rows              0.16   0.45   1.05   (1.4)
                    table, area filter                   0.67   1.93   4.27   (6.0)
                    libswscale                           0.32   0.95   2.23   (3.0)
    both            as here                              0.96   2.71   6.39
                    OpenCV to BGR, BGR to I420           1.27   3.74   8.59   (1.38)
"""

from __future__ import annotations

import logging

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from backdrop.frame import Plane, planes
from backdrop.host.cv import cv2
from backdrop.host.media.container import OPTIONS
from backdrop.host.media.cover import Size
from backdrop.host.media.decoded import is_full_range, plane_view

log = logging.getLogger(__name__)

# The levels of JPEG (JFIF 1.02: 0..255, and 127.5 either side of 128) in those of BT.601 limited range (219 from 16,
# and 112 either side of 128).
_Y_GAIN, _Y_OFFSET = 219 / 255, 16.0
_C_GAIN = 112 / 127.5
_C_OFFSET = 128 - 128 * _C_GAIN

_OPTIONS = {
    # A picture that broke off on the wire is refused; without this its lower part is grey, or the picture before.
    "err_detect": "explode",
    # A fifth faster on the whole than what FFmpeg takes by itself (see above), and never more than a level from it.
    "idct": "xvid",
    # A garbled header may say that a picture is enormous.
    "max_pixels": OPTIONS["max_pixels"],
}

_SCAN = b"\xff\xda"
"""The mark (ITU-T T.81, B.1.1) that the blocks of a picture follow."""


class MotionJpeg:
    """Decodes pictures of any size and subsampling, each by itself. Used by one thread."""

    def __init__(self) -> None:
        codec = av.CodecContext.create("mjpeg", "r")
        assert isinstance(codec, av.VideoCodecContext)
        codec.thread_count = 1
        codec.options = dict(_OPTIONS)
        self._codec = codec
        self._reformatter = VideoReformatter()
        self._frame: av.VideoFrame | None = None

    def decode(self, content: Plane) -> Size | None:
        """The (width, height) of the picture in these bytes (uint8), which is now to be written; they may be odd.

        None for what is no JPEG, and for one that broke off (save within its last block). What follows a picture is
        passed over: drivers pad.
        """
        self._frame = None
        data = content.tobytes()
        if _SCAN not in data:  # one that broke off before would come out as whatever stands in the decoder's memory
            return None
        try:
            frames = self._codec.decode(av.Packet(data))
        except (av.error.FFmpegError, ValueError) as reason:
            log.debug("a picture of %d bytes was passed over: %r", content.size, reason)
            return None
        if not frames:
            return None
        self._frame = frames[-1]
        return self._frame.width, self._frame.height

    def write(self, out: Plane) -> None:
        """Writes the picture that was decoded last into I420 `out`, which may be smaller: the upper left of it."""
        frame = self._frame
        assert frame is not None, "nothing was decoded"
        layout = frame.format.name.replace("yuvj", "yuv")
        if is_full_range(frame) and layout in ("yuv420p", "yuv422p"):
            _limit(frame, out, rows_in_pairs=layout == "yuv422p")
            return
        for plane, target in zip(self._plain(frame).planes, planes(out), strict=True):
            np.copyto(target, _upper_left(plane_view(plane), target))

    def _plain(self, frame: av.VideoFrame) -> av.VideoFrame:
        """What webcams hardly ever send (4:4:4, 4:4:0, grey, levels that are limited already), by libswscale."""
        return self._reformatter.reformat(
            frame, frame.width, frame.height, "yuv420p",
            src_colorspace=Colorspace.ITU601, dst_colorspace=Colorspace.ITU601,
            src_color_range=ColorRange.JPEG if is_full_range(frame) else ColorRange.MPEG,
            dst_color_range=ColorRange.MPEG,
        )  # fmt: skip


def _limit(frame: av.VideoFrame, out: Plane, rows_in_pairs: bool) -> None:
    """Full range to limited range; where each row of pixels has colours of its own, the mean of two rows."""
    y, *colours = [plane_view(plane) for plane in frame.planes]
    out_y, *out_colours = planes(out)
    cv2.convertScaleAbs(_upper_left(y, out_y), out_y, _Y_GAIN, _Y_OFFSET)
    for plane, target in zip(colours, out_colours, strict=True):
        if rows_in_pairs:
            upper, lower = _upper_left(plane[::2], target), _upper_left(plane[1::2], target)
            cv2.addWeighted(upper, _C_GAIN / 2, lower, _C_GAIN / 2, _C_OFFSET, target)
        else:
            cv2.convertScaleAbs(_upper_left(plane, target), target, _C_GAIN, _C_OFFSET)


def _upper_left(plane: Plane, target: Plane) -> Plane:
    """The part of `plane` that is as large as `target`: OpenCV would write another size into an array of its own."""
    return plane[: target.shape[0], : target.shape[1]]
