"""What `backdrop plan` shows: a table and a recommendation on the terminal, and the same in files."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from backdrop.bandwidth.cases import Case, cases, over_participants
from backdrop.bandwidth.charts import bitrate_chart, counts
from backdrop.bandwidth.growth import CODEC_NAMES, exponent_of
from backdrop.bandwidth.measured_growth import CodecGrowth
from backdrop.bandwidth.recommend import Recommendation, recommend
from backdrop.bandwidth.scenario import Placement
from backdrop.bandwidth.words import BITRATES, OTHERS, PLACEMENT_NAMES, TASK_NAMES, TOPOLOGY_NAMES, Figure, shown_notes
from backdrop.bandwidth.words import shown as worth_showing
from backdrop.bench.machine import machine
from backdrop.bench.page import about_element, heading, page, paragraph, table_element
from backdrop.bench.tables import NOTE, Cell, Column, Table, to_csv, to_json
from backdrop.cli.plan_asked import Asked
from backdrop.cli.plan_measuring import Answered
from backdrop.cli.table import aligned
from backdrop.cli.width import display_width
from backdrop.host.files import write_atomically
from backdrop.text import N_, _, translated

_STDOUT = "-"

_GROWTH_COLUMNS = (
    Column("codec", N_("CODEC")),
    Column("encoder", N_("ENCODER")),
    Column("small", N_("SMALL")),
    Column("large", N_("LARGE")),
    Column("low_db", N_("FROM dB"), 1),
    Column("high_db", N_("TO dB"), 1),
    Column("small_kbps", N_("SMALL kbps"), 1),
    Column("large_kbps", N_("LARGE kbps"), 1),
    Column("ratio", N_("RATIO"), 2),
    Column("exponent", N_("EXPONENT"), 2),
    NOTE,
)
"""Between two qualities (PSNR of luma) that both sizes reach: the geometric means of their bitrates, the ratio, and the
exponent of the power law that gives this ratio: with it, other scales can be reckoned."""


@dataclass(frozen=True, slots=True)
class PlanReport:
    """`only`: the one place that is shown, of all that are compared."""

    asked: Asked
    answered: Answered
    only: Placement | None

    @property
    def cases(self) -> list[Case]:
        found = cases(self.answered.scenario, self.answered.costs)
        return [case for case in found if self.only in (None, case.placement)]

    @property
    def recommendation(self) -> Recommendation:
        timed = self.answered.timed
        return recommend(self.answered.scenario, self.answered.costs, None if timed is None else timed.model)

    def figures(self, group: Sequence[Figure]) -> list[Figure]:
        return worth_showing(group, self.answered.scenario, self.cases)

    def growth_table(self) -> Table:
        return Table(_GROWTH_COLUMNS, [_growth_row(found, self.answered) for found in self.answered.growth])

    def table(self) -> Table:
        """A row a place, for other programs."""
        columns = [Column("placement", N_("PLACE")), *(Column(f.key, f.label, f.digits) for f in (*BITRATES, *OTHERS))]
        return Table([*columns, NOTE], [_row(case) for case in self.cases])

    def shown(self, group: Sequence[Figure]) -> list[tuple[str, ...]]:
        """A row a figure and a column a place, for people; places are at the top."""
        found = self.cases
        head = ("", *(translated(PLACEMENT_NAMES[case.placement]) for case in found))
        return [head, *((translated(f.label), *(f.text(case) for case in found)) for f in self.figures(group))]

    def question(self) -> str:
        """The call that was asked about, in a line."""
        scenario = self.answered.scenario
        scale = "" if scenario.scale == 1 else f" ×{scenario.scale:g}"
        told = _("Participants: {count}, {kbps:,g} kbps each. {task}. {topology}.")
        return told.format(
            count=scenario.participants, kbps=scenario.bitrate_kbps, task=translated(TASK_NAMES[scenario.task]) + scale,
            topology=translated(TOPOLOGY_NAMES[scenario.topology]),
        )  # fmt: skip

    def growth_told(self) -> str:
        """What bitrates are multiplied by, and why; nothing where pictures stay as large as they are."""
        ratio = self.answered.scenario.ratio
        if self.asked.scale == 1:
            return ""
        if self.asked.growth == "constant":
            return _("Bitrates grow ×{ratio:.2f}: constant bits per pixel.").format(ratio=ratio)
        if self.asked.growth == "power":
            told = _("Bitrates grow ×{ratio:.2f}: the number of pixels to the power of {exponent:g}.")
            return told.format(ratio=ratio, exponent=self.asked.exponent)
        used, clip = self.answered.used, self.answered.clip
        assert used is not None
        assert clip is not None
        told = _("Bitrates grow ×{ratio:.2f}: measured with {codec} on {clip}.")
        told = told.format(ratio=ratio, codec=CODEC_NAMES[used.codec], clip=clip.path.name)
        return f"{told} {self._small_clip()}".rstrip()

    def _small_clip(self) -> str:
        clip = self.answered.clip
        if clip is None or not clip.is_small:
            return ""
        told = _("The clip is under 720p: the larger picture is only {width}x{height}.")
        return told.format(width=clip.large[0], height=clip.large[1])

    def about(self) -> dict[str, object]:
        """All that the figures depend on."""
        answered, clip = self.answered, self.answered.clip
        found: dict[str, object] = {
            **machine(), "scenario": asdict(answered.scenario), "growth": self.asked.growth,
            "costs": asdict(answered.costs), "frame": "{}x{}".format(*self.asked.size),
            "inference": None if answered.timed is None else asdict(answered.timed), "coded_with": answered.coded_with,
        }  # fmt: skip
        if self.asked.growth == "power":
            found["exponent"] = self.asked.exponent
        if clip is not None:
            found |= {"clip": clip.path.name, "clip_seconds": clip.seconds, "clip_under_720p": clip.is_small}
            found["encoders"] = {f.codec: f.encoder.settings for f in answered.growth if f.encoder is not None}
        return found


def _row(case: Case) -> dict[str, Cell]:
    return {"placement": case.placement, **{f.key: f.of(case) for f in (*BITRATES, *OTHERS)}, NOTE.key: None}


def _growth_row(found: CodecGrowth, answered: Answered) -> dict[str, Cell]:
    compared, clip = found.comparison, answered.clip
    assert clip is not None
    row: dict[str, Cell] = {
        "codec": CODEC_NAMES[found.codec], "encoder": None if found.encoder is None else found.encoder.name,
        "small": "{}x{}".format(*clip.small), "large": "{}x{}".format(*clip.large), "ratio": found.ratio,
        "exponent": None if found.ratio is None else exponent_of(found.ratio, answered.scenario.scale),
        NOTE.key: found.note,
    }  # fmt: skip
    for key in ("low_db", "high_db", "small_kbps", "large_kbps"):
        row[key] = None if compared is None else getattr(compared, key)
    return row


def deliver(report: PlanReport, files: Mapping[str, Path | None]) -> None:
    """Prints the answer, unless one of `files` (by kind) is the terminal, and writes those that are asked for."""
    if _STDOUT not in map(str, files.values()):
        for line in _lines(report):
            click.echo(line)
    for kind, path in files.items():
        if path is None:
            continue
        data = bitrate_chart(report.answered.scenario).png() if kind == "png" else _as_text(report, kind).encode()
        if str(path) == _STDOUT:
            click.echo(data.decode(), nl=False)
        else:
            write_atomically(path, data)


def _as_text(report: PlanReport, kind: str) -> str:
    match kind:
        case "csv":
            return to_csv(report.table())
        case "json":
            return _json(report)
        case _:
            return _html(report)


def _lines(report: PlanReport) -> Iterator[str]:
    yield from filter(None, (report.question(), report.growth_told()))
    if report.answered.growth:
        yield ""
        yield from flush_right(_growth_texts(report))
    yield ""
    yield from flush_right([*report.shown(BITRATES), *report.shown(OTHERS)[1:]])
    yield ""
    yield report.recommendation.text
    for reason in report.recommendation.reasons:
        yield f"  - {reason}"
    yield from report.answered.notes


def _growth_texts(report: PlanReport) -> list[tuple[str, ...]]:
    table = report.growth_table().shown()
    head = tuple(translated(column.title) for column in table.columns)
    return [head, *(tuple(column.text(row[column.key]) for column in table.columns) for row in table.rows)]


def flush_right(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Aligned, all but the first column to the right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    pads = [[" " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    yield from aligned([
        (row[0], *(pad + cell for cell, pad in zip(row[1:], padding[1:], strict=True)))
        for row, padding in zip(rows, pads, strict=True)
    ])  # fmt: skip


def _json(report: PlanReport) -> str:
    answered, told = report.answered, report.recommendation
    drawn = counts(answered.scenario)
    lines: dict[str, object] = {
        placement: {key: [getattr(one, key) for one in found] for key in ("up_kbps", "down_kbps", "all_kbps")}
        for placement, found in over_participants(answered.scenario, drawn).items()
    }
    more: dict[str, object] = {
        "recommendation": {"placement": told.placement, "text": told.text, "reasons": list(told.reasons)},
        "figure_4": {"participants": list(drawn), **lines},
        "notes": [*shown_notes(), *answered.notes],
    }
    if answered.growth:
        more["measured_growth"] = [
            {
                **_growth_row(found, answered),
                "small_points": [asdict(point) for point in found.small],
                "large_points": [asdict(point) for point in found.large],
            }
            for found in answered.growth
        ]
    return to_json(report.table(), {**report.about(), **more})


def _html(report: PlanReport) -> str:
    told = report.recommendation
    parts = [paragraph(text) for text in (report.question(), report.growth_told()) if text]
    parts += [heading(told.text), *(paragraph(reason) for reason in told.reasons)]
    parts += [heading(_("Bitrates over the number of participants")), bitrate_chart(report.answered.scenario).svg()]
    parts += [heading(_("Bitrates of the call")), _element(report, BITRATES)]
    parts += [heading(_("Processors, delay and privacy")), _element(report, OTHERS)]
    if report.answered.growth:
        parts += [heading(_("How bitrates grow")), table_element(report.growth_table())]
    parts += [paragraph(note) for note in (*report.answered.notes, *shown_notes())]
    parts.append(about_element({key: value for key, value in report.about().items() if value is not None}))
    return page(_("Where should the model run?"), parts)


def _element(report: PlanReport, group: Sequence[Figure]) -> str:
    """A row a figure; `page` has tables with a row a case."""
    head, *rows = report.shown(group)
    titles = "".join(f'<th class="number">{html.escape(title)}</th>' for title in head[1:])
    lines = [
        f"<tr><td>{html.escape(label)}</td>"
        + "".join(f'<td class="number">{html.escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for label, *cells in rows
    ]
    return f'<div class="wide"><table>\n<tr><th></th>{titles}</tr>\n{"".join(lines)}\n</table></div>'
