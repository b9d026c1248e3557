"""Every error that Backdrop words for a person, drawn as one tree.

    BackdropError               exit code 1
    ├── UsageError              exit code 2: what was typed cannot be meant
    ├── SettingsError           the stored settings cannot be used
    ├── MediaError              a picture or video file cannot be read
    ├── SourceError             frames cannot be captured
    │   ├── SourceMissingError  no such camera
    │   ├── SourceBusyError     another program holds the camera
    │   └── SourceDeniedError   this user may not open the camera
    ├── ModelError              a model cannot be found, fetched, trusted or run
    │   └── ModelMissingError   known, but not on this machine
    ├── BackgroundError         a background cannot be shown
    ├── SinkError               frames cannot be published
    │   └── SinkMissingError    there is no virtual camera on this machine
    ├── PipelineError           a stage failed while running
    ├── AlreadyRunningError     another process of this user is the one that is steered
    └── NotRunningError         there is no process to steer

An error is a template and its values, so that it can be worded in the user's language. Each says what happened, to
what, and what the user can do about it, in one line.
"""

from __future__ import annotations

from backdrop.text import translated


class BackdropError(Exception):
    """An error worded for the user.

    `template` is a `str.format` template, marked with `N_` for the translators, and `values` are its fields; `str()`
    words both as one line in the language in use.
    """

    exit_code = 1

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return " ".join(translated(self.template).format(**self.values).split())


class UsageError(BackdropError):
    exit_code = 2


class SettingsError(BackdropError):
    pass


class MediaError(BackdropError):
    pass


class SourceError(BackdropError):
    pass


class SourceMissingError(SourceError):
    pass


class SourceBusyError(SourceError):
    pass


class SourceDeniedError(SourceError):
    pass


class ModelError(BackdropError):
    pass


class ModelMissingError(ModelError):
    pass


class BackgroundError(BackdropError):
    pass


class SinkError(BackdropError):
    pass


class SinkMissingError(SinkError):
    pass


class PipelineError(BackdropError):
    pass


class AlreadyRunningError(BackdropError):
    pass


class NotRunningError(BackdropError):
    pass
