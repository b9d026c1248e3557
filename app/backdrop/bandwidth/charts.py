"""The paper's figure 4 as a chart: bitrates over the number of participants, for each place where a model may run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backdrop.bandwidth.cases import over_participants
from backdrop.bandwidth.scenario import FEWEST, Placement, Scenario
from backdrop.bandwidth.traffic import Traffic
from backdrop.bandwidth.words import PLACEMENT_NAMES
from backdrop.host.plotting import BLUE, GREEN, INK, ORANGE, Chart
from backdrop.text import N_, _, translated

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN = 20
"""Participants up to which calls are drawn, or up to the call that is planned."""

COLOURS: dict[Placement, str] = {"none": INK, "server": ORANGE, "sender": BLUE, "receiver": GREEN}
WIDTHS: dict[Placement, float] = {"none": 5.0, "server": 3.5, "sender": 2.0, "receiver": 1.6}
"""Points. Lines lie on each other where a place costs no more than another: the later are thinner, so all are seen."""
DOTTED = (0, (1.0, 1.2))

PANELS: tuple[tuple[str, Callable[[Traffic], float]], ...] = (
    (N_("Each sends, Mbps"), lambda found: found.up_kbps / 1000),
    (N_("Each gets, Mbps"), lambda found: found.down_kbps / 1000),
    (N_("All together, Mbps"), lambda found: found.all_kbps / 1000),
)
"""What is drawn side by side: their titles, and the figure of a Traffic."""
_SIZE = 12.0, 4.2


def counts(scenario: Scenario) -> range:
    """The numbers of participants that are drawn."""
    return range(FEWEST, max(SHOWN, scenario.participants) + 1)


def bitrate_chart(scenario: Scenario) -> Chart:
    """What each participant sends and gets, and that of all together; a dotted line is at the call that is planned."""
    return Chart(lambda figure: _draw(figure, scenario), _SIZE)


def _draw(figure: Figure, scenario: Scenario) -> None:
    drawn, lines = counts(scenario), over_participants(scenario, counts(scenario))
    for axes, (title, value) in zip(figure.subplots(1, len(PANELS)), PANELS, strict=True):
        for placement, found in lines.items():
            axes.plot(
                drawn, [value(one) for one in found], color=COLOURS[placement], linewidth=WIDTHS[placement],
                linestyle=DOTTED if placement == "receiver" else "-", alpha=0.35 if placement == "none" else 1.0,
                label=translated(PLACEMENT_NAMES[placement]),
            )  # fmt: skip
        axes.axvline(scenario.participants, color=INK, linewidth=0.8, linestyle=":")
        axes.set_title(translated(title), fontsize=10)
        axes.set_xlabel(_("participants"))
        axes.set_ylim(bottom=0)
        axes.locator_params(axis="x", integer=True)
        axes.yaxis.set_major_formatter("{x:,g}")
        axes.grid()
        axes.set_axisbelow(True)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=4)
