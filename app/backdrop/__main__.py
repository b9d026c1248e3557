"""`python -m backdrop`, and the `backdrop` command."""

from __future__ import annotations


def main() -> None:
    from backdrop.cli import main as run

    run()


if __name__ == "__main__":
    main()
