"""The program's log: a small rotating file for `doctor --report`, and the terminal when `--debug` is given."""

from __future__ import annotations

import logging
import logging.handlers

from backdrop.host.paths import log_file

_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"


def start_logging(debug: bool = False) -> None:
    """Sends the records of `backdrop` to the log file (and to stderr at debug level); a read-only home is no error."""
    logger = logging.getLogger("backdrop")
    logger.setLevel(logging.DEBUG if debug else logging.INFO)
    logger.propagate = False
    logging.raiseExceptions = debug  # a record that cannot be written is no news for the user
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            log_file(), maxBytes=512 * 1024, backupCount=2, encoding="utf-8", delay=True,
            errors="backslashreplace",  # names of files need not be UTF-8
        )  # fmt: skip
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger.addHandler(handler)
    except OSError:
        logger.addHandler(logging.NullHandler())
    if debug:
        terminal = logging.StreamHandler()
        terminal.setFormatter(logging.Formatter(_FORMAT))
        logger.addHandler(terminal)
