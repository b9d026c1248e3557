"""The short texts by which people name sources, backgrounds, sinks and sizes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backdrop.errors import UsageError
from backdrop.settings.spec import (
    MAX_HEIGHT,
    MAX_WIDTH,
    MIN_SIDE,
    Spec,
    check_size,
    nearest,
    parse_size,
    parse_spec,
    refuse_argument,
    require_argument,
)

KINDS = ("image", "blur", "color", "video", "none")

widths = st.integers(MIN_SIDE // 2, MAX_WIDTH // 2).map(lambda half: half * 2)
heights = st.integers(MIN_SIDE // 2, MAX_HEIGHT // 2).map(lambda half: half * 2)


@pytest.mark.parametrize(
    ("text", "kind", "argument"),
    [
        ("none", "none", ""),
        ("blur:5", "blur", "5"),
        ("  blur:5 ", "blur", "5"),
        ("color:", "color", ""),
        ("image:배경 사진/나.png", "image", "배경 사진/나.png"),
        (r"video:C:\clips\a b.mp4", "video", r"C:\clips\a b.mp4"),
        ("image:a:b::c", "image", "a:b::c"),
    ],
)
def test_a_spec_is_a_kind_and_whatever_follows_the_first_colon(text: str, kind: str, argument: str) -> None:
    assert parse_spec(text, "background", KINDS) == (kind, argument)


@given(st.sampled_from(KINDS), st.text().map(str.strip))
def test_a_spec_reads_back_as_what_it_was_written_from(kind: str, argument: str) -> None:
    spec = Spec(kind, argument)
    assert parse_spec(str(spec), "background", KINDS) == spec


@given(st.text())
def test_any_other_text_is_a_usage_error_of_one_line_that_lists_the_kinds(text: str) -> None:
    kind, _, _ = text.strip().partition(":")
    assume(kind not in KINDS)
    with pytest.raises(UsageError) as caught:
        parse_spec(text, "background", KINDS)
    assert "\n" not in str(caught.value)
    assert ", ".join(KINDS) in str(caught.value)


@pytest.mark.parametrize("typed", ["blr:5", "Blur", "BLUR:9", "blurr"])
def test_a_misspelt_kind_names_the_nearest(typed: str) -> None:
    with pytest.raises(UsageError, match=r'is no background \(did you mean "blur"\?\); choose one of'):
        parse_spec(typed, "background", KINDS)


def test_the_kinds_may_be_any_iterable() -> None:
    with pytest.raises(UsageError, match="choose one of image, blur, color, video, none"):
        parse_spec("xyzzy", "background", iter(KINDS))


def test_nothing_near_gives_no_hint() -> None:
    assert nearest("xyzzy", KINDS) == nearest("", KINDS) == nearest("blur", []) == ""


@given(st.text(), st.lists(st.text()))
def test_a_hint_is_empty_or_names_one_that_is_known(word: str, known: list[str]) -> None:
    hint = nearest(word, known)
    assert hint == "" or hint in [f' (did you mean "{name}"?)' for name in known]


def test_a_missing_argument_is_asked_for_with_an_example() -> None:
    with pytest.raises(UsageError, match=r"^image needs a picture file, such as image:me\.jpg$"):
        require_argument(Spec("image", ""), "a picture file", "image:me.jpg")
    assert require_argument(Spec("image", "x"), "a picture file", "image:me.jpg") == "x"


def test_an_argument_too_many_is_refused() -> None:
    with pytest.raises(UsageError, match=r'^none takes nothing after it; leave out ":5"$'):
        refuse_argument(Spec("none", "5"))
    refuse_argument(Spec("none", ""))


@given(widths, heights, st.sampled_from(["x", "X", "×", " x "]))
def test_every_even_size_within_bounds_is_read(width: int, height: int, between: str) -> None:
    assert parse_size(f"{width}{between}{height}") == (width, height)


@pytest.mark.parametrize("size", [(MIN_SIDE, MIN_SIDE), (MAX_WIDTH, MAX_HEIGHT)])
def test_the_bounds_themselves_are_sizes(size: tuple[int, int]) -> None:
    check_size(*size)


@pytest.mark.parametrize(
    "size",
    [
        (MIN_SIDE - 2, 720), (1280, MIN_SIDE - 2), (MAX_WIDTH + 2, 720), (1280, MAX_HEIGHT + 2),
        (0, 0), (-1280, 720), (MAX_WIDTH + 1, 720), (999_999, 999_999),
    ],
)  # fmt: skip
def test_a_size_beyond_the_bounds_is_refused_with_the_bounds(size: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="is no size for a camera; use 64x64 to 3840x2160"):
        check_size(*size)


@pytest.mark.parametrize(
    ("typed", "offered"), [("1281x720", "1280x720"), ("1280x721", "1280x720"), ("65x65", "64x64"), ("3x3", "64x64")]
)
def test_an_odd_size_is_refused_with_an_even_one_offered(typed: str, offered: str) -> None:
    with pytest.raises(UsageError, match=f"{typed} has an odd side.*use {offered}$"):
        parse_size(typed)


@given(st.integers(-10, 5000), st.integers(-10, 5000))
def test_whatever_even_size_is_offered_can_be_used(width: int, height: int) -> None:
    try:
        check_size(width, height)
    except UsageError as error:
        if "even" in error.values:
            check_size(*parse_size(str(error.values["even"])))
    else:
        assert width % 2 == height % 2 == 0


@pytest.mark.parametrize(
    "text",
    ["", "x", "1280", "1280x", "x720", "1280*720", "1280x720x3", "-1280x720", "1280.0x720", "１２８０x720", "1e3x720",
     "9" * 5000 + "x720"],
)  # fmt: skip
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="is no size; write it as width x height, such as 1280x720"):
        parse_size(text)


@given(st.text())
def test_any_text_is_a_size_or_a_usage_error_of_one_line(text: str) -> None:
    said = ""
    try:
        width, height = parse_size(text)
    except UsageError as error:
        said = str(error)
    else:
        check_size(width, height)
    assert "\n" not in said
