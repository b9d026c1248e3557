"""`python -m backdrop` and the `backdrop` command: the command line, which opens the window when asked nothing else."""

from __future__ import annotations


def main() -> None:
    from backdrop.host.ending import prepare

    prepare()
    from backdrop.cli import main as run

    run(_open_window)


def _open_window(minimised: bool) -> int:
    from backdrop.gui import run as run_window

    return run_window(minimised)


if __name__ == "__main__":
    main()
