"""The report of the paper's measurements: the rows and charts, in every form that they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.bench.machine import machine
from backdrop.bench.page import about_element, heading, page, paragraph, table_element
from backdrop.bench.paper.beside import Browsed, ratios
from backdrop.bench.paper.charts import CAPTIONS, charts
from backdrop.bench.paper.figures import MACHINE
from backdrop.bench.paper.run import COLUMNS
from backdrop.bench.tables import Cell, Table, to_csv, to_json
from backdrop.host.files import write_atomically
from backdrop.host.plotting import Chart
from backdrop.text import N_, _, translated

Rows = Sequence[Mapping[str, Cell]]

NOTES = (
    N_(
        "FPS counts finished pictures: each with a matte of its own, composited and delivered. FPS is how many there"
        " are when one is made after the other, FPS LIVE with a camera of 30 pictures a second and the pipeline of a"
        " call; a picture that goes out again counts once."
    ),
    N_(
        "An inference is a single run of the network; PIPELINE is all that happens to a picture, decoded to delivered."
        " CPU is processor time, of all threads, for one picture after the other."
    ),
    N_(
        "Without SIMD, LiteRT computes in plain loops (its reference kernels). WebAssembly without SIMD still has tuned"
        " scalar code, so that its rows differ less."
    ),
    N_(
        "The paper's own figures are those of its machine: {machine}. Its BodyPix ran through WebGL, on a GPU that it"
        " does not name."
    ),
    N_("Of the Google Meet model the paper does not say which one it was, so its table stands beside both."),
)


BROWSER_NOTES = (
    N_("A ratio of times below 1, or of rates above 1, says that Backdrop is faster than the browser on this machine."),
    N_(
        "In TensorFlow.js BodyPix computes all of its answers, as its package does; Backdrop computes only the"
        " person's."
    ),
)


@dataclass(frozen=True, slots=True)
class PaperReport:
    """`rows` as `run.COLUMNS`; `quality`: mean IoU of models by their ids; `about`: what was measured, and how."""

    rows: Rows
    about: Mapping[str, object]
    quality: Mapping[str, float]
    browsed: Browsed

    @property
    def table(self) -> Table:
        return Table(COLUMNS, self.rows)

    def as_text(self, kind: str) -> str:
        """As csv, json or html. UsageError for html where charts cannot be drawn."""
        match kind:
            case "csv":
                return to_csv(self.table)
            case "json":
                return self._json()
            case _:
                return page(_("The paper's measurements, repeated"), self._elements())

    def _json(self) -> str:
        about = {**machine(), **self.about}
        if self.browsed.rows:
            browsed = {**self.browsed.about, "rows": self.browsed.rows}
            about["browser"] = {**browsed, "ratios": ratios(self.rows, self.browsed.rows).rows}
        return to_json(self.table, about)

    def _elements(self) -> Iterator[str]:
        for name, chart in self.charts().items():
            yield heading(translated(CAPTIONS[name]))
            yield chart.svg()
        yield heading(_("Measured here, beside the paper"))
        yield table_element(self.table)
        yield from (paragraph(translated(note).format(machine=MACHINE)) for note in NOTES)
        if self.browsed.rows:
            yield heading(_("The same machine's browser beside it"))
            yield table_element(ratios(self.rows, self.browsed.rows))
            yield from (paragraph(translated(note)) for note in BROWSER_NOTES)
            yield heading(_("Measured in the browser"))
            yield table_element(self.browsed.table)
            yield about_element(self.browsed.about)
        yield about_element({**machine(), **self.about})

    def charts(self) -> dict[str, Chart]:
        return charts(self.rows, self.browsed.rows, self.quality)

    def write_charts(self, folder: Path) -> None:
        """As NAME.svg and NAME.png each; makes the folder where there is none."""
        for name, chart in self.charts().items():
            write_atomically(folder / f"{name}.svg", chart.svg().encode())
            write_atomically(folder / f"{name}.png", chart.png())
