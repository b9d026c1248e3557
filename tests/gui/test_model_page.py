"""The settings' model page: what is chosen is used, what is missing says how to come by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.pages.bodypix_card import BodyPixCard
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.pages.model_card import ModelCard
from backdrop.gui.pages.standing import NOT_HERE, Standing, known
from backdrop.gui.settings_dialog import SettingsDialog
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES
from backdrop.segment.spec import HttpsSource, ModelSpec
from backdrop.settings.schema import Settings
from support.model_page import model_page, open_dialog

WITHIN_MS = 15000


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> SettingsDialog:
    return open_dialog(qtbot, bridge)


@pytest.fixture
def page(qtbot: QtBot, dialog: SettingsDialog) -> ModelPage:
    return model_page(qtbot, dialog)


@pytest.fixture
def bodypix(qtbot: QtBot, page: ModelPage) -> BodyPixCard:
    """BodyPix's card, where at least one of its builds is on this machine."""
    open_more(qtbot, page)
    card = page.cards["bodypix-mobilenet-050-s16-q4"]
    assert isinstance(card, BodyPixCard)
    if not card.standing.usable:
        pytest.skip("no BodyPix weights are on this machine")
    return card


def open_more(qtbot: QtBot, page: ModelPage) -> None:
    assert page.more is not None
    press(page.more.header)
    qtbot.waitUntil(lambda: all(spec.id in page.cards for spec in Catalogue.load()), timeout=WITHIN_MS)


def choose(box: QComboBox, value: object) -> None:
    """Chooses as the user does."""
    index = next(i for i in range(box.count()) if box.itemData(i) == value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def press(button: QAbstractButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def failing() -> None:
    raise BackdropError("it broke")


def spec_of(model_id: str) -> ModelSpec:
    return Catalogue.load().get(model_id)


def shown_card(qtbot: QtBot, spec: ModelSpec, standing: Standing = NOT_HERE) -> ModelCard:
    card = ModelCard(spec, standing)
    qtbot.addWidget(card)
    card.show()
    return card


def test_a_catalogue_that_cannot_be_read_is_said(
    qtbot: QtBot, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Catalogue, "load", failing)
    page = dialog.page("model")
    assert isinstance(page, ModelPage)
    qtbot.waitUntil(lambda: "it broke" in page.notice.message.lower(), timeout=WITHIN_MS)


def test_automatic_is_the_first_choice_and_says_what_it_took(qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
    assert page.auto.radio.isChecked()
    qtbot.waitUntil(lambda: (now := bridge.status()) is not None and bool(now.model), timeout=WITHIN_MS)
    now = bridge.status()
    assert now is not None
    qtbot.waitUntil(lambda: now.model in page.auto.taken.text(), timeout=WITHIN_MS)
    press(page.cards["selfie-landscape"].radio)
    qtbot.waitUntil(lambda: bridge.settings.model == "selfie-landscape", timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: not page.auto.taken.text(), timeout=WITHIN_MS)
    press(page.auto.radio)
    qtbot.waitUntil(lambda: bridge.settings.model == "auto", timeout=WITHIN_MS)


def test_another_model_is_chosen_by_its_radio_button(qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
    card = page.cards["selfie-square"]
    if not card.radio.isEnabled():
        pytest.skip("the second model is not on this machine")
    press(card.radio)
    qtbot.waitUntil(lambda: bridge.settings.model == "selfie-square", timeout=WITHIN_MS)


def test_the_speed_is_measured_on_this_machine(qtbot: QtBot, page: ModelPage) -> None:
    card = page.cards["selfie-landscape"]
    press(card.measure)
    assert not card.measure.isEnabled()
    qtbot.waitUntil(lambda: " ms a frame" in card.speed.text(), timeout=WITHIN_MS)
    assert card.measure.isEnabled()


def test_a_model_that_cannot_be_measured_says_why(
    qtbot: QtBot, page: ModelPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("BACKDROP_MODEL_PATH", str(tmp_path))
    card = page.cards["selfie-landscape"]
    press(card.measure)
    qtbot.waitUntil(lambda: "selfie-landscape" in card.notice.message, timeout=WITHIN_MS)
    assert card.measure.isEnabled()


def test_the_other_models_are_in_a_fold_that_opens_by_keyboard(qtbot: QtBot, page: ModelPage) -> None:
    assert page.more is not None
    assert set(page.cards) == {"selfie-landscape", "selfie-square"}
    QTest.keyClick(page.more.header, Qt.Key.Key_Right)
    assert page.more.header.isChecked()
    qtbot.waitUntil(lambda: all(spec.id in page.cards for spec in Catalogue.load()), timeout=WITHIN_MS)
    bodypix = {page.cards[spec.id] for spec in Catalogue.load() if spec.id.startswith("bodypix-")}
    assert len(bodypix) == 1
    QTest.keyClick(page.more.header, Qt.Key.Key_Left)
    assert not page.more.header.isChecked()
    assert not bodypix.pop().isVisible()


def test_the_fold_opens_by_itself_when_a_model_in_it_is_set(qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
    if known().standings["deeplab-v3"].path is None:
        pytest.skip("the model deeplab-v3 is not on this machine")
    assert page.more is not None
    assert not page.more.header.isChecked()
    bridge.change(model="deeplab-v3")
    qtbot.waitUntil(lambda: page.more is not None and page.more.header.isChecked(), timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: "deeplab-v3" in page.cards and page.cards["deeplab-v3"].radio.isChecked())


class TestBodyPix:
    def test_three_choices_name_one_of_its_builds(self, qtbot: QtBot, bodypix: BodyPixCard) -> None:
        choose(bodypix.network, "mobilenet-075")
        choose(bodypix.stride, 8)
        choose(bodypix.weights, 1)
        assert bodypix.spec.id == "bodypix-mobilenet-075-s8-q1"
        assert bodypix.spec.id in bodypix.about.text()

    def test_every_build_can_be_reached_by_its_choices(self, qtbot: QtBot, bodypix: BodyPixCard) -> None:
        for spec in (spec for spec in Catalogue.load() if spec.id.startswith("bodypix-")):
            for network in range(bodypix.network.count()):
                if spec.id.startswith(f"bodypix-{bodypix.network.itemData(network)}-"):
                    choose(bodypix.network, bodypix.network.itemData(network))
            choose(bodypix.stride, spec.output.stride)
            choose(bodypix.weights, spec.quant_bytes)
            assert bodypix.spec.id == spec.id

    def test_a_stride_that_a_network_lacks_becomes_the_nearest(self, qtbot: QtBot, bodypix: BodyPixCard) -> None:
        choose(bodypix.stride, 8)
        choose(bodypix.network, "resnet50")
        assert bodypix.spec.output.stride == 16
        assert bodypix.stride.index_of(8) < 0

    def test_weights_that_are_made_here_are_marked(self, qtbot: QtBot, bodypix: BodyPixCard) -> None:
        for spec in bodypix.ids:
            standing = known().standings[spec]
            if standing.made_from is None or standing.made_from.quant_bytes == spec_of(spec).quant_bytes:
                continue
            card = BodyPixCard([spec_of(spec)], {spec: standing}, Settings())
            qtbot.addWidget(card)
            assert "(re-quantised)" in card.about.text()
            assert standing.made_from.id in card.note.text()
            assert card.radio.isEnabled()
            return
        pytest.fail("none of its builds is made here")

    def test_the_internal_resolution_is_there_only_while_it_is_used(
        self, qtbot: QtBot, bridge: Bridge, page: ModelPage, bodypix: BodyPixCard
    ) -> None:
        assert not bodypix.resolution.isVisible()
        press(bodypix.radio)
        qtbot.waitUntil(lambda: bridge.settings.model == bodypix.spec.id, timeout=WITHIN_MS)
        qtbot.waitUntil(bodypix.resolution.isVisible, timeout=WITHIN_MS)
        choose(bodypix.resolution, "low")
        qtbot.waitUntil(lambda: bridge.settings.internal_resolution == "low", timeout=WITHIN_MS)
        press(page.cards["selfie-landscape"].radio)
        qtbot.waitUntil(lambda: bridge.settings.model == "selfie-landscape", timeout=WITHIN_MS)
        assert bridge.settings.internal_resolution is None
        qtbot.waitUntil(lambda: not bodypix.resolution.isVisible(), timeout=WITHIN_MS)

    def test_another_build_of_the_one_in_use_is_taken_at_once(
        self, qtbot: QtBot, bridge: Bridge, bodypix: BodyPixCard
    ) -> None:
        choose(bodypix.network, "mobilenet-050")
        choose(bodypix.stride, 16)
        choose(bodypix.weights, 4)
        press(bodypix.radio)
        qtbot.waitUntil(lambda: bridge.settings.model == "bodypix-mobilenet-050-s16-q4", timeout=WITHIN_MS)
        choose(bodypix.stride, 8)
        if not bodypix.standing.usable:
            pytest.skip("the finer build cannot be made here")
        qtbot.waitUntil(lambda: bridge.settings.model == "bodypix-mobilenet-050-s8-q4", timeout=WITHIN_MS)


class TestWhatIsMissing:
    def test_a_download_is_offered_and_says_why_it_failed(
        self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setenv("BACKDROP_MODEL_PATH", str(tmp_path))
        spec = spec_of("selfie-landscape")
        card = shown_card(qtbot, replace(spec, sources=(HttpsSource("https://127.0.0.1:1/none.tflite"),)))
        assert not card.radio.isEnabled()
        assert not card.measure.isVisible()
        press(card.download)
        assert card.cancel.isVisible()
        qtbot.waitUntil(lambda: bool(card.notice.message), timeout=WITHIN_MS)
        assert spec.id in card.notice.message
        assert card.download.isVisible()
        assert not card.progress.isVisible()

    def test_what_nobody_offers_says_how_to_provide_it(self, qtbot: QtBot) -> None:
        spec = spec_of("meet-lite")
        card = shown_card(qtbot, spec)
        assert not card.download.isVisible()
        assert card.note.isVisible()
        assert card.note.text() == spec.provide

    def test_a_size_that_nobody_published_is_shown_as_unknown(self, qtbot: QtBot) -> None:
        spec = replace(spec_of("bodypix-mobilenet-100-s16-q4"), bytes=None, parts=(), about_bytes=None)
        assert "size unknown" in shown_card(qtbot, spec).about.text()
        assert "about 9.1 MB" in shown_card(qtbot, replace(spec, about_bytes=9_080_000)).about.text()

    def test_a_model_whose_engine_is_not_installed_says_what_to_install(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(ENGINES, "onnx", replace(ENGINES["onnx"], module="no_such_module_anywhere"))
        found = known()
        assert "onnx" not in found.engines
        card = shown_card(qtbot, spec_of("sinet"), replace(found.standings["sinet"], path=Path("sinet.onnx")))
        assert "backdrop[onnx]" in card.note.text()
        assert not card.radio.isEnabled()
        assert not card.measure.isVisible()


class TestAdvanced:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"model": "selfie-landscape"})

    def test_threads_are_set_and_left_to_the_program_again(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        choose(page.advanced.threads, 2)
        qtbot.waitUntil(lambda: bridge.settings.threads == 2, timeout=WITHIN_MS)
        choose(page.advanced.threads, "")
        qtbot.waitUntil(lambda: bridge.settings.threads is None, timeout=WITHIN_MS)

    def test_kernels_are_set(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        choose(page.advanced.kernels, "builtin")
        qtbot.waitUntil(lambda: bridge.settings.kernels == "builtin", timeout=WITHIN_MS)

    def test_only_engines_that_are_installed_are_offered(self, page: ModelPage) -> None:
        offered = {page.advanced.engine.itemData(i) for i in range(page.advanced.engine.count())}
        assert offered == {"", *(name for name, kind in ENGINES.items() if kind.present)}

    def test_what_cannot_be_together_is_said_and_put_back(
        self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog, page: ModelPage
    ) -> None:
        if not ENGINES["onnx"].present:
            pytest.skip("onnxruntime is not installed")
        choose(page.advanced.engine, "onnx")
        qtbot.waitUntil(lambda: "does not run selfie-landscape" in dialog.notice.message, timeout=WITHIN_MS)
        assert page.advanced.engine.currentData() == ""
        assert bridge.settings.engine is None

    def test_a_refused_change_is_said_until_the_user_goes_on(
        self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog, page: ModelPage
    ) -> None:
        page.cards["selfie-square"].radio.setChecked(True)
        bridge.change(model="no-such-model")
        qtbot.waitUntil(lambda: "no-such-model" in dialog.notice.message, timeout=WITHIN_MS)
        assert page.cards["selfie-landscape"].radio.isChecked()
        bridge.change(mirror=True)
        qtbot.waitUntil(lambda: bridge.settings.mirror, timeout=WITHIN_MS)
        qtbot.wait(100)
        assert "no-such-model" in dialog.notice.message, "it stays until the user goes on"
        choose(page.advanced.threads, 2)
        assert not dialog.notice.message


def test_the_keyboard_goes_through_the_page_from_top_to_bottom(qtbot: QtBot, page: ModelPage) -> None:
    open_more(qtbot, page)
    page.edges.open()
    page.advanced.open()
    qtbot.wait(100)
    inside = page.widget()
    assert inside is not None
    stops = [inside]
    while (following := stops[-1].nextInFocusChain()) is not inside and following is not None:
        stops.append(following)
    tops = [
        (round(stop.mapTo(inside, stop.rect().center()).y() / 30), stop.accessibleName())
        for stop in stops
        if stop.isVisibleTo(inside) and inside.isAncestorOf(stop) and stop.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    rows = [row for row, _name in tops]
    assert rows == sorted(rows), tops


class TestEdges:
    def test_the_refinement_is_chosen(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        assert page.edges.level.currentData() == "balanced"
        choose(page.edges.level, "best")
        qtbot.waitUntil(lambda: bridge.settings.refinement == "best", timeout=WITHIN_MS)

    def test_the_sliders_set_where_the_edge_lies_and_how_soft_it_is(
        self, qtbot: QtBot, bridge: Bridge, page: ModelPage
    ) -> None:
        for _press in range(3):
            QTest.keyClick(page.edges.shift.slider, Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: bridge.settings.edge_shift == -0.3, timeout=WITHIN_MS)
        QTest.keyClick(page.edges.feather.slider, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: bridge.settings.feather == 2, timeout=WITHIN_MS)
        QTest.keyClick(page.edges.feather.slider, Qt.Key.Key_Home)
        qtbot.waitUntil(lambda: bridge.settings.feather == 0, timeout=WITHIN_MS)

    def test_what_is_set_right_before_the_window_closes_counts(
        self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog, page: ModelPage
    ) -> None:
        page.edges.open()
        QTest.keyClick(page.edges.feather.slider, Qt.Key.Key_Home)
        dialog.hide()
        sliding = page.edges.feather.findChild(QTimer)
        assert sliding is not None
        assert not sliding.isActive(), "it would be gone with the window before it counts"
        qtbot.waitUntil(lambda: bridge.settings.feather == 0, timeout=WITHIN_MS)

    def test_resting_is_switched_off_and_on(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        press(page.edges.rest)
        qtbot.waitUntil(lambda: not bridge.settings.skip_still, timeout=WITHIN_MS)
        press(page.edges.rest)
        qtbot.waitUntil(lambda: bridge.settings.skip_still, timeout=WITHIN_MS)

    def test_a_change_from_elsewhere_is_shown(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        edges = page.edges
        bridge.change(refinement="best", edge_shift=0.5, feather=1.5, skip_still=False)
        qtbot.waitUntil(lambda: edges.level.currentData() == "best", timeout=WITHIN_MS)
        assert (edges.shift.slider.value(), edges.feather.slider.value(), edges.rest.isChecked()) == (5, 15, False)
        qtbot.wait(300)
        assert bridge.settings.edge_shift == 0.5, "showing it sets nothing"

    def test_what_is_chosen_is_in_use_without_a_restart(self, qtbot: QtBot, bridge: Bridge, page: ModelPage) -> None:
        qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=WITHIN_MS)
        choose(page.edges.level, "light")
        QTest.keyClick(page.edges.feather.slider, Qt.Key.Key_Home)
        qtbot.waitUntil(lambda: bridge.settings.feather == 0, timeout=WITHIN_MS)
        qtbot.wait(1000)  # the matte settles
        hard = softness(bridge)
        QTest.keyClick(page.edges.feather.slider, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: softness(bridge) > 2 * hard + 0.005, timeout=WITHIN_MS)

    def test_the_fold_is_shut_while_everything_is_as_usual(self, page: ModelPage) -> None:
        assert not page.edges.is_open

    class TestWithSomethingSet:
        @pytest.fixture
        def settings(self, settings: Settings) -> Settings:
            return settings.model_copy(update={"feather": 1.5})

        def test_the_fold_is_open(self, page: ModelPage) -> None:
            assert page.edges.is_open
            assert page.edges.feather.slider.value() == 15


def softness(bridge: Bridge) -> float:
    """The share of the picture that is neither wholly the person nor wholly the background; 0 while there is none."""
    latest = bridge.latest()
    if latest is None or latest.matte is None:
        return 0.0
    return float(((latest.matte.alpha > 0) & (latest.matte.alpha < 255)).mean())
