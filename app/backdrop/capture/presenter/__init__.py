"""A person in a furnished room, drawn by the program: the demo, and the ground truth for tests.

`look` decides what the seed looks like and how it moves; `body`, `head` and `face` draw the person with the strokes of
`paint`; `room` draws what is behind; `picture` puts both together, exactly; `source` plays it.
"""

from backdrop.capture.presenter.source import Presenter

__all__ = ["Presenter"]
