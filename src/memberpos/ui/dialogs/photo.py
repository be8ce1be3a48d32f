"""A member's photo: from a file, dropped here, or from the clipboard; then cut out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import photos
from memberpos.services.photos import Crop
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.crop import CropBox
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

#: Of a picture in the clipboard, which is not compressed.
MOST_SIDE_PX = 2400


class PhotoDialog(Dialog):
    """`kept` carries the JPEG that is the member's photo now, None when it was taken away."""

    kept = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, member_id: str, *, has_photo: bool) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._context, self._member_id, self._working = context, member_id, b""
        self.setAcceptDrops(True)
        self._box, self._empty = CropBox(), EmptyState("user")
        self._file, self._paste, self._remove = Button("", "F4"), Button("", "Ctrl+V"), Button("", kind="danger")
        self._file.clicked.connect(self.browse)
        self._paste.clicked.connect(self.paste)
        self._remove.clicked.connect(self.remove)
        self._remove.setVisible(has_photo)
        self._hint = Text("", "small", "muted", wrap=True)
        holder = Card(tone="quiet", pad=8)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._box)
        holder.layout_.addLayout(self._stack)
        holder.setMinimumHeight(360)
        self.body.addLayout(column(holder, self._hint, row(self._file, self._paste, None, self._remove), spacing=10))
        self._hint.hide()
        self.next.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Photo"), self.tr("Keep"), self.tr("Back"))
        self._file.setText(self.tr("File…"))
        self._paste.setText(self.tr("Paste"))
        self._remove.setText(self.tr("Remove photo"))
        self._empty.set(self.tr("Drop a picture here"), self.tr("or choose a file, or paste one from the clipboard"))
        self._hint.setText(self.tr("Drag the square; its corner, the wheel, + and - make it larger or smaller."))

    def first_field(self) -> QWidget | None:
        return self._file

    def keys(self) -> Sequence[KeyHint]:
        """F4 chooses a file, Ctrl+V pastes, F12 keeps."""
        return (
            KeyHint("F4", self.tr("File…"), self.browse),
            KeyHint("Ctrl+V", self.tr("Paste"), self.paste),
            KeyHint("F12", self.tr("Keep"), self.accept, bool(self._working)),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    # --- where a picture comes from -----------------------------------------------------------------------------------

    def browse(self) -> None:
        """The system's own window to choose a file."""
        wanted = "*.jpg *.jpeg *.png *.webp *.bmp"
        name, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Photo"), "", f"{self.tr('Pictures')} ({wanted})")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """A file, read and decoded off the UI thread."""
        self._context.runner.aside(lambda: photos.working_copy(photos.read_file(path)), self._show, self._refused, self)

    def paste(self) -> None:
        """What the clipboard holds: a picture, or a file that was copied."""
        self._take_data(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_data(event.mimeData())

    def _take_data(self, data: QMimeData | None) -> None:
        urls: list[QUrl] = data.urls() if data is not None else []
        local = next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
        if local:
            self.take_file(Path(local))
        elif data is not None and data.hasImage() and not (image := QImage(data.imageData())).isNull():
            self.take_image(image)
        else:
            self.set_problem(self.tr("There is no picture in the clipboard."))

    def take_image(self, image: QImage) -> None:
        """A picture in memory; a huge one is made smaller before it goes its way."""
        if max(image.width(), image.height()) > MOST_SIDE_PX:
            image = image.scaled(MOST_SIDE_PX, MOST_SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio)
        raw = QByteArray()
        buffer = QBuffer(raw)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"BMP")).write(image)
        data = bytes(raw.data())
        self._context.runner.aside(lambda: photos.working_copy(data), self._show, self._refused, self)

    def _show(self, working: bytes) -> None:
        self._working = working
        self._box.set_picture(working)
        self._stack.setCurrentWidget(self._box)
        self._hint.show()
        self.set_problem("")
        self.next.setEnabled(True)
        self._box.setFocus()

    # --- what becomes of it -------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Cuts it out and keeps it."""
        if not self._working or not self.next.isEnabled():
            return
        self.hold(booking=True)
        working, crop = self._working, Crop(*self._box.crop())
        self._context.runner.aside(lambda: photos.cut(working, crop), self._keep, self._refused, self)

    def _keep(self, jpeg: bytes) -> None:
        member_id = self._member_id
        work = lambda use: photos.keep(use, member_id, jpeg)  # noqa: E731 - captured for a second try
        run_approved(self._context, self, work, lambda _none: self._done(jpeg), self._refused)

    def remove(self) -> None:
        """Takes the photo away."""
        member_id = self._member_id
        self.hold(booking=True)
        work = lambda use: photos.remove(use, member_id)  # noqa: E731 - captured for a second try
        run_approved(self._context, self, work, lambda _none: self._done(None), self._refused)

    def _done(self, jpeg: bytes | None) -> None:
        self._context.tell(frozenset({"member", "queue"}))
        self.finish(True)
        self.kept.emit(jpeg)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        self.next.setEnabled(bool(self._working))
        words = message(error, self._context.currency)
        if error.code == "bad_file":
            self.set_problem(self.tr("This is no picture that can be read. Take a JPEG, PNG, WebP or BMP file."))
        else:
            self.set_problem(f"{words.sentence} {words.next_step}")
