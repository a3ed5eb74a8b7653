"""The strip of trust says who has the answers, on whatever lies over the page, too."""

import pytest

from kiosk import flow
from ui.widgets.trust import in_service

DONE = flow.Done("lu.umzug", "LU-2026-0001", flow.Paper.PRINTED)
OVER_IT = (
    flow.Previewing(DONE),
    flow.TakingPaper(DONE),
    flow.Helping(DONE),
    flow.ChoosingLanguage(DONE),
    flow.Warned(DONE),
    flow.Warned(flow.TakingPaper(DONE)),
    flow.Failed("unreachable", "dns", flow.Submitting("lu.umzug", "key")),
)


@pytest.mark.parametrize("state", OVER_IT, ids=lambda state: type(state).__name__)
def test_what_was_sent_is_never_called_not_sent(state: flow.State) -> None:
    assert in_service(state)


@pytest.mark.parametrize("state", [flow.Home(), flow.Helping(flow.Home()), flow.Attract()])
def test_before_a_service_is_chosen_nobody_receives_anything(state: flow.State) -> None:
    assert not in_service(state)
