"""Models of the user's own: tried out where they can do no harm, understood as far as that goes, and kept.

What nobody vouches for is opened first in a process of its own, under limits (`sandbox`, `limits`). There `examine`
finds out what the network takes and gives, by running it on scenes whose person is known (`contest`). What it reports
becomes a row of the user's own catalogue (`adding`, `shelf`). Not for running such a model afterwards: once it is added
it is a model like all others.

`adding.add_model` is the way in for the command line and for the window.
"""
