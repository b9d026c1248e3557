"""Models of the user's own on the model page: listed, removed, and added to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMessageBox, QVBoxLayout, QWidget

from backdrop.errors import BackdropError
from backdrop.gui.job import Job
from backdrop.gui.pages.model_card import ModelCard
from backdrop.gui.pages.own_adding import OwnAdding
from backdrop.gui.pages.page import GAP
from backdrop.gui.pages.standing import Known
from backdrop.segment.spec import ModelSpec
from backdrop.text import _


class OwnModels(QWidget):
    made = Signal(object)
    """A ModelCard that stands here from now on."""
    dropped = Signal(object)
    """A ModelCard that does not stand here any more."""
    changed = Signal()
    """A model was added or removed: what there is has to be found out anew."""
    removing = Signal(str)
    """The model of that id is about to be removed, and may be in use."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, ModelCard] = {}
        self.title = QLabel(_("Models of your own"))
        self.title.setProperty("role", "group")
        self.title.hide()
        self.adding = OwnAdding()
        self.adding.added.connect(lambda _id: self.changed.emit())
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addLayout(self._list)
        column.addWidget(self.adding)

    def show_known(self, known: Known) -> None:
        """One card for each of the user's models, from here on."""
        specs = {spec.id: spec for spec in known.specs if spec.own}
        for model_id in [model_id for model_id in self.cards if model_id not in specs]:
            card = self.cards.pop(model_id)
            self.dropped.emit(card)
            card.hide()
            card.deleteLater()
        for model_id, spec in specs.items():
            if model_id not in self.cards:
                self._make_card(spec, known)
        self.title.setVisible(bool(self.cards))

    def _make_card(self, spec: ModelSpec, known: Known) -> None:
        card = self.cards[spec.id] = ModelCard(spec, known.standings[spec.id])
        self._list.addWidget(card)
        card.remove_wanted.connect(self._ask_to_remove)
        self.made.emit(card)

    def _ask_to_remove(self, model_id: str) -> None:
        title = self.cards[model_id].title
        box = QMessageBox(self)
        box.setWindowTitle(_("Remove {model}?").format(model=title))
        box.setText(_("Remove {model}?").format(model=title))
        box.setInformativeText(_("Backdrop's copy of it is deleted. The file that you added stays where it is."))
        box.setTextFormat(Qt.TextFormat.PlainText)
        remove = box.addButton(_("Remove"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        for each in (remove, keep):
            each.setAccessibleName(each.text())
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        remove.clicked.connect(lambda: self.remove(model_id))
        box.finished.connect(box.deleteLater)
        box.open()

    def remove(self, model_id: str) -> None:
        """Deletes the model of that id, which is one of the user's own."""
        self.removing.emit(model_id)
        spec = self.cards[model_id].spec
        job = Job(lambda _link: _remove(spec), self)
        job.done.connect(lambda _none: self._removed())
        job.failed.connect(self._not_removed)

    def _removed(self) -> None:
        self.adding.notice.say("")
        self.adding.add_button.setFocus()
        self.changed.emit()

    def _not_removed(self, error: BackdropError) -> None:
        self.adding.notice.say_error(error)


def _remove(spec: ModelSpec) -> None:
    from backdrop.segment.removal import remove
    from backdrop.segment.store import ModelStore

    remove(spec, ModelStore())
