"""The window and the tray. The only package that imports Qt; it reaches the camera through `bridge` alone."""

from __future__ import annotations


def run(minimised: bool = False) -> int:
    """Shows the window, or only the tray when `minimised`, until the program is quit; the exit code.

    When Backdrop runs already, its window is raised instead. Raises BackdropError when there is no display.
    """
    from backdrop.gui.app import run as run_app

    return run_app(minimised)
