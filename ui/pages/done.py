"""It has arrived: who has it, under which number, what happens next, and a way to keep that."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.receipt.receipt import SealedDocument
from kiosk.receipt.refill import instruction
from kiosk.view import View
from kiosk.viewing import masked
from ui.fees import francs
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button, Look
from ui.widgets.context import Card
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.qr_code import QrCode
from ui.widgets.stack import column, row
from ui.widgets.trust import name_of, picture

ICONS: Mapping[flow.Paper, str] = {
    flow.Paper.PREPARING: "clock",
    flow.Paper.READY: "file-check",
    flow.Paper.PRINTING: "printer",
    flow.Paper.PRINTED: "circle-check",
    flow.Paper.QUEUED: "printer",
    flow.Paper.FAILED: "info",
    flow.Paper.UNPRINTABLE: "info",
}


class DonePage(Page):
    """Built only from a receipt whose signature was verified."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Done)
        assert view.receipt is not None
        assert view.service is not None
        self.state, self.receipt, self.service = view.state, view.receipt, view.service
        self._documents: dict[int, tuple[Label, Button]] = {}
        layout = column(theme, units=4, within=self)
        layout.addLayout(self._arrived())
        layout.addWidget(self._number())
        layout.addLayout(self._paper())
        layout.addLayout(column(theme, *self._official(), units=2))
        if view.email:
            layout.addLayout(self._mail())
        layout.addWidget(self._next())
        if theme.portrait or theme.staff:
            layout.addWidget(self._fee())
            layout.addWidget(self._check())

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("done-title")

    def news(self) -> str:
        """Return what became of the paper."""
        return self.view.texts(f"done-paper-{self.state.paper.value}")

    def context(self) -> QWidget:
        """Return what it costs, and the way to check the receipt with a phone."""
        beside = QWidget()
        column(self.theme, Card(self.theme, self._fee()), self._check(), units=3, within=beside)
        return beside

    def offers(self) -> Actions:
        """Return the end of the visit: the only way out of here."""
        finish = self.view.texts("done-finish")
        return Actions(forward=Action(finish, flow.LeaveWanted(), "check", primary=True))

    # --- Building ------------------------------------------------------------------------------

    def _arrived(self) -> QHBoxLayout:
        texts, theme = self.view.texts, self.theme
        sender = name_of(self.service.sender, texts.language)
        at = self.receipt.received_at.astimezone()
        when = texts("done-received-at", date=f"{at:%d.%m.%Y}", time=f"{at:%H:%M}")
        words = column(theme, heading(self.title(), theme), units=1)
        words.addWidget(Label(texts("done-received-by", sender=sender), theme))
        words.addWidget(Label(when, theme, colour=theme.colours.muted))
        line = row(theme, units=3)
        line.addWidget(Badge("check", theme, theme.colours.ok), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _number(self) -> Panel:
        theme = self.theme
        title = Label(self.view.texts("done-case"), theme, colour=theme.colours.muted)
        number = Label(self.receipt.case, theme, Role.HEADING)
        return Panel(theme, title, number, fill=theme.colours.surface, border=theme.colours.line)

    def _paper(self) -> QVBoxLayout:
        theme, paper = self.theme, self.state.paper
        line = row(theme, units=1.5)
        sign = picture(ICONS[paper], theme, theme.colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, Label(self.view.texts(f"done-paper-{paper.value}"), theme), units=1)
        if paper is flow.Paper.FAILED and self.view.policy.shows_readiness:
            words.addWidget(Label(instruction(self.state.trouble, self.view.texts), theme))
        line.addLayout(words, 1)
        whole = column(theme, units=2)
        whole.addLayout(line)
        whole.addLayout(row(theme, *self._buttons(), units=2))
        return whole

    def _buttons(self) -> Iterator[Button]:
        texts, theme = self.view.texts, self.theme
        if flow.may_print(self.state, self.view.policy):
            label = texts("done-print" if self._print_comes_first() else "done-print-again")
            look = Look.PRIMARY if self._print_comes_first() else Look.SECONDARY
            printing = Button(label, theme, look, icon_name="printer", fills=True)
            printing.clicked.connect(lambda: self.happened.emit(flow.PrintWanted()))
            yield printing
        if flow.may_show(self.state):
            show = Button(texts("done-show"), theme, icon_name="eye", fills=True)
            show.clicked.connect(lambda: self.happened.emit(flow.PreviewWanted(0)))
            yield show

    def _official(self) -> list[QWidget]:
        """Return the official documents that are ready at once."""
        return [self._document(sealed) for sealed in self.receipt.documents]

    def _document(self, sealed: SealedDocument) -> QWidget:
        texts, theme = self.view.texts, self.theme
        title = sealed.title.to(texts.language)
        coming = Label(texts("done-document-coming"), theme, colour=theme.colours.muted)
        show = Button(texts("done-document-show"), theme, icon_name="eye")
        show.setAccessibleName(f"{show.label}: {title}")
        wanted = flow.PreviewWanted(0, sealed.number)
        show.clicked.connect(lambda: self.happened.emit(wanted))
        self._documents[sealed.number] = coming, show
        whole = QWidget()
        column(theme, Label(title, theme, Role.TITLE), coming, show, units=2, within=whole)
        self._tell_documents()  # not before they have a place: they would be windows of their own
        return whole

    def _tell_documents(self) -> None:
        for number, (coming, show) in self._documents.items():
            here = bool(self.view.official.get(number))
            if number in self.view.official and not here:
                coming.setText(self.view.texts("done-document-lost"))
            (coming if here else show).setHidden(True)
            if (other := show if here else coming).isHidden():
                other.setHidden(False)

    def refresh(self, view: View) -> None:
        """Offer an official document once it came."""
        super().refresh(view)
        self._tell_documents()

    def _mail(self) -> QVBoxLayout:
        """Offer a copy at the address that was given: nobody types it twice (WCAG 3.3.7)."""
        texts, theme, mail = self.view.texts, self.theme, self.state.mail
        address = masked(self.view.email)
        told = Label(texts(f"done-mail-{mail.value}", address=address), theme)
        line = row(theme, picture("mail", theme, theme.colours.accent), units=1.5)
        line.addWidget(told, 1)
        whole = column(theme, units=2)
        whole.addLayout(line)
        if mail in {flow.Mail.UNASKED, flow.Mail.FAILED}:
            send = Button(texts("done-mail-send"), theme, icon_name="send")
            send.clicked.connect(lambda: self.happened.emit(flow.MailWanted()))
            whole.addWidget(send, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _next(self) -> Fact:
        texts, language = self.view.texts, self.view.texts.language
        steps = [step.to(language) for step in self.receipt.next_steps]
        phone = self.service.sender.phone
        if phone:
            steps.append(texts("done-contact", phone=phone))
        return Fact("clock", texts("done-next"), steps, self.theme)

    def _fee(self) -> Fact:
        texts, language = self.view.texts, self.view.texts.language
        fee, note = self.receipt.fee, self.receipt.fee_note.to(language)
        cost = texts("done-free") if fee is None else f"CHF {francs(fee)}"
        return Fact("coins", texts("done-fee"), (cost, note, self._bill()), self.theme)

    def _bill(self) -> str:
        texts, bill = self.view.texts, self.receipt.bill
        if self.receipt.bill_is_missing:
            return texts("done-bill-by-post")
        if bill is None:
            return ""
        if bill.due is None:
            return texts("done-bill")
        return texts("done-bill-until", date=f"{bill.due:%d.%m.%Y}")

    def _check(self) -> Card:
        texts, theme = self.view.texts, self.theme
        name = texts("done-verify")
        note = Label(texts("done-verify-note"), theme, Role.SMALL, colour=theme.colours.muted)
        code = QrCode(self.receipt.verify_url, f"{name}: {self.receipt.case}", theme)
        if not theme.portrait:
            return Card(theme, Label(name, theme, Role.TITLE), code, note)
        words = QWidget()
        column(theme, Label(name, theme, Role.TITLE), note, within=words).addStretch(1)
        line = QWidget()
        row(theme, code, words, units=3, within=line)
        return Card(theme, line)

    def _print_comes_first(self) -> bool:
        return self.state.paper is flow.Paper.READY
