"""What is said of models in words: the sentences that the bundled catalogue names by a word, and licences.

They stand here, and not in the catalogue, since the translation tools read the sources alone.
"""

from __future__ import annotations

from backdrop.text import N_, translated

LICENCE_NOTES = {
    "selfie-card": N_("as stated in Google's model card of MediaPipe Selfie Segmentation"),
    "multiclass-card": N_(
        "as stated in Google's model card of MediaPipe Multiclass Segmentation; what the model takes and gives was "
        "read in its descriptions and not verified"
    ),
    "meet-cards": N_(
        "Apache-2.0 according to Google's model card of October 2020, Google's terms of service according to a later "
        "one; Backdrop neither ships nor downloads it"
    ),
    "tensorflow": N_("as stated by TensorFlow, which publishes it"),
    "body-pix": N_("as stated in TensorFlow's repository of models for TensorFlow.js (body-pix)"),
    "sinet": N_(
        "the network is NAVER's (ext_portrait_segmentation, MIT); this form of it is published by OBS Background "
        "Removal, with the same licence beside it"
    ),
}
"""Where a licence is stated, and any caveat: the end of a sentence."""

PROVIDE = {
    "meet": N_(
        "Google offers no file of it to download, and its licence is disputed. If you have the file, put it into a "
        "folder that BACKDROP_MODEL_PATH names; it is recognised by its content, whatever it is called."
    ),
}
"""How to come by a file that Backdrop does not fetch."""

_NO_LICENCES = {"disputed": N_("disputed"), "unknown": N_("unknown")}


def licence_in_words(licence: str) -> str:
    """As people read it: an SPDX identifier stays, of what is no known licence only the words."""
    name = licence.removeprefix("LicenseRef-")
    return translated(_NO_LICENCES.get(name, name))
