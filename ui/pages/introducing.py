"""A service before it is begun: what for, what is needed, how long, what it costs, who gets it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.catalogue import Sender, Service
from kiosk.view import View
from ui.fees import price, small_print
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.context import Card, where_people_are
from ui.widgets.facts import Fact
from ui.widgets.hand_over import hand_over_action
from ui.widgets.label import Label, heading
from ui.widgets.stack import column
from ui.widgets.trust import name_of


class IntroducingPage(Page):
    """Says all of it before the first question, and whether it can be done here at all."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        layout = column(theme, heading(self.title(), theme), units=4, within=self)
        for part in self._parts():
            layout.addWidget(part)

    def title(self) -> str:
        """Return the title of the service."""
        service = self.view.service
        return (
            service.title.to(self._language) if service else self.view.texts("introducing-missing")
        )

    def offers(self) -> Actions:
        """Offer to begin where that is possible."""
        texts, filled = self.view.texts, self.view.filled
        back = Action(texts("frame-back"), flow.Back())
        if not self._possible() or filled is None or not filled.pages:
            return Actions(back, hand_over_action(self.view) if self._is_for_elsewhere() else None)
        begin = Action(texts("introducing-begin"), flow.Begun(filled.pages[0]), primary=True)
        return Actions(back=back, forward=begin)

    def context(self) -> QWidget | None:
        """Return who receives the answers, in landscape."""
        service = self.view.service
        return Card(self.theme, self._receiver(service)) if service else None

    # --- What is true --------------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return self.view.texts.language

    def _possible(self) -> bool:
        service = self.view.service
        return service is not None and service.open and self._for_this_place(service)

    def _is_for_elsewhere(self) -> bool:
        """Whether it is offered, and only not here."""
        service = self.view.service
        return service is not None and service.open and not self._for_this_place(service)

    def _for_this_place(self, service: Service) -> bool:
        return self.view.policy.audience in service.audience

    # --- What is said --------------------------------------------------------------------------

    def _parts(self) -> Iterator[QWidget]:
        service = self.view.service
        if service is None:
            yield Label(" ".join(where_people_are(self.view)), self.theme)
            return
        if not self._possible():
            yield self._instead(service)
        words = service.introduction.to(self._language) or service.summary.to(self._language)
        yield Label(words, self.theme)
        yield from self._facts(service)
        if not self.theme.beside:
            yield self._receiver(service)
        yield from self._law(service)

    def _instead(self, service: Service) -> QWidget:
        """Return why it cannot be begun here, and where to go."""
        texts = self.view.texts
        if not service.open:
            title, reason = "introducing-closed", service.closed_reason.to(self._language)
        else:
            title, reason = "introducing-assisted", texts("introducing-assisted-text")
        lines = [reason, *where_people_are(self.view)]
        return Card(self.theme, Fact("info", texts(title), lines, self.theme))

    def _facts(self, service: Service) -> Iterator[QWidget]:
        texts, theme = self.view.texts, self.theme
        needs = [f"– {need.to(self._language)}" for need in service.needs]
        lines = needs or [texts("introducing-no-needs")]
        yield Fact("list", texts("introducing-needs"), lines, theme)
        note = service.fee.note.to(self._language)
        cost = [price(service.fee, texts), note]
        small = small_print(service.fee, texts)
        yield Fact("coins", texts("introducing-cost"), cost, theme, *small)
        minutes = texts("introducing-minutes", count=service.fill_minutes)
        duration = [minutes, service.processing.to(self._language)]
        yield Fact("clock", texts("introducing-time"), duration, theme)
        if result := service.result.to(self._language):
            yield Fact("file-check", texts("introducing-result"), [result], theme)

    def _receiver(self, service: Service) -> Fact:
        texts, sender = self.view.texts, service.sender
        lines = [name_of(sender, self._language), *self._address(sender)]
        controller = sender.data_controller.to(self._language)
        responsible = texts("receipt-controller", name=controller) if controller else ""
        small = (responsible, texts("introducing-data"))
        return Fact("landmark", texts("introducing-sender"), lines, self.theme, *small)

    def _address(self, sender: Sender) -> list[str]:
        address = sender.postal_address
        street = f"{address.street} {address.house_number}".strip()
        return [part for part in (street, f"{address.postcode} {address.town}".strip()) if part]

    def _law(self, service: Service) -> Iterator[QWidget]:
        found = [f"{law.title.to(self._language)} {law.reference}" for law in service.legal_basis]
        if found:
            title = self.view.texts("introducing-law")
            words = f"{title}: {'; '.join(found)}"
            yield Label(words, self.theme, Role.SMALL, colour=self.theme.colours.muted)
