"""Why a value was refused, in the user's language: pydantic words it in English only."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from backdrop.text import N_, translated

_REASONS = {
    "greater_than_equal": N_("Input should be greater than or equal to {ge}"),
    "less_than_equal": N_("Input should be less than or equal to {le}"),
    "int_type": N_("Input should be a valid integer"),
    "int_parsing": N_("Input should be a valid integer, unable to parse string as an integer"),
    "int_from_float": N_("Input should be a valid integer, got a number with a fractional part"),
    "float_type": N_("Input should be a valid number"),
    "float_parsing": N_("Input should be a valid number, unable to parse string as a number"),
    "bool_type": N_("Input should be a valid boolean"),
    "bool_parsing": N_("Input should be a valid boolean, unable to interpret input"),
    "string_type": N_("Input should be a valid string"),
    "tuple_type": N_("Input should be a valid tuple"),
    "literal_error": N_("Input should be {expected}"),
    "extra_forbidden": N_("Extra inputs are not permitted"),
}
"""Pydantic's own templates, by its kind of error, as far as the settings can meet them."""


def reason(error: ErrorDetails) -> str:
    template = _REASONS.get(error["type"])
    return translated(template).format(**error.get("ctx", {})) if template else error["msg"]
