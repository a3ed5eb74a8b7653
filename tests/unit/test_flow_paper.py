"""What is taken along: paper that is somebody's, a copy by mail, and answers nobody received."""

from dataclasses import replace

import pytest

from kiosk import flow
from kiosk.audit import AuditEvent
from kiosk.flow import step
from kiosk.policy import SELF_SERVICE

DONE = flow.Done("lu.umzug", "LU-2026-0001", flow.Paper.READY)
PRINTED = replace(DONE, paper=flow.Paper.PRINTED, prints=1)
SENDING = flow.Submitting("lu.umzug", "key-1")
UNSENT = flow.Failed("unreachable", "dns", SENDING)


def after(state: flow.State, *events: flow.Event) -> flow.State:
    for event in events:
        state, _ = step(state, event, SELF_SERVICE)
    return state


def effects(state: flow.State, event: flow.Event) -> tuple[flow.Effect, ...]:
    return step(state, event, SELF_SERVICE)[1]


@pytest.mark.parametrize("paper", [flow.Paper.PRINTING, flow.Paper.PRINTED, flow.Paper.QUEUED])
def test_who_goes_is_asked_for_the_paper_that_came_out(paper: flow.Paper) -> None:
    done = replace(DONE, paper=paper)
    assert after(done, flow.LeaveWanted()) == flow.TakingPaper(done)
    assert after(done, flow.LeaveWanted(), flow.LeaveWanted()) == flow.TakingPaper(done)
    assert after(done, flow.LeaveWanted(), flow.PaperTaken()) == flow.Wiping()
    assert after(done, flow.LeaveWanted(), flow.Back()) == done


def test_who_has_no_paper_goes_at_once() -> None:
    assert after(DONE, flow.LeaveWanted()) == flow.Wiping()


def test_paper_that_did_not_come_is_not_called_printed_any_more() -> None:
    none = after(PRINTED, flow.LeaveWanted(), flow.NoPaperCame())
    assert none == replace(PRINTED, paper=flow.Paper.FAILED, trouble="no-paper-came")
    assert after(none, flow.LeaveWanted()) == flow.Wiping()


def test_paper_that_nobody_took_is_told_to_whoever_comes_next() -> None:
    gone = after(PRINTED, flow.WentIdle(), flow.WarningExpired())
    assert gone == flow.Wiping(paper_left=True)
    assert after(gone, flow.Wiped()) == flow.Attract(paper_left=True)
    warned = after(PRINTED, flow.LeaveWanted(), flow.WentIdle())
    assert after(warned, flow.WarningExpired()) == flow.Wiping(paper_left=True)
    assert flow.Record(AuditEvent.PAPER_LEFT) in effects(warned, flow.WarningExpired())


def test_who_goes_without_paper_leaves_no_note() -> None:
    assert after(DONE, flow.WentIdle(), flow.WarningExpired(), flow.Wiped()) == flow.Attract()


def test_printing_again_ends_where_the_policy_says() -> None:
    state: flow.State = DONE
    for _ in range(SELF_SERVICE.most_prints):
        assert effects(state, flow.PrintWanted()) == (flow.Print(),)
        state = after(state, flow.PrintWanted(), flow.PaperChanged(flow.Paper.PRINTED))
    assert effects(state, flow.PrintWanted()) == ()


def test_an_official_document_is_shown_and_printed_by_its_number() -> None:
    shown = after(DONE, flow.PreviewWanted(0, 2))
    assert shown == flow.Previewing(DONE, 0, 2)
    assert effects(shown, flow.PrintWanted(2)) == (flow.Print(2),)


def test_an_official_document_is_shown_also_where_the_confirmation_cannot_be_made() -> None:
    unprintable = replace(DONE, paper=flow.Paper.UNPRINTABLE)
    assert after(unprintable, flow.PreviewWanted(0)) == unprintable
    assert after(unprintable, flow.PreviewWanted(0, 1)) == flow.Previewing(unprintable, 0, 1)


def test_a_copy_is_mailed_once_unless_it_failed() -> None:
    asked, told = step(DONE, flow.MailWanted(), SELF_SERVICE)
    assert told == (flow.SendCopy(),)
    assert effects(asked, flow.MailWanted()) == ()
    sent = after(asked, flow.MailEnded(sent=True))
    assert effects(sent, flow.MailWanted()) == ()
    failed = after(asked, flow.MailEnded(sent=False))
    assert effects(failed, flow.MailWanted()) == (flow.SendCopy(),)


def test_what_could_not_be_sent_goes_on_paper_by_itself_once_it_is_made() -> None:
    making, told = step(UNSENT, flow.ApplicationWanted(), SELF_SERVICE)
    assert told == (flow.MakeApplication(),)
    printing, told = step(making, flow.PaperChanged(flow.Paper.READY), SELF_SERVICE)
    assert told == (flow.Print(),)
    printed = after(printing, flow.PaperChanged(flow.Paper.PRINTED))
    assert printed == replace(UNSENT, paper=flow.Paper.PRINTED)
    assert after(printed, flow.Retried()) == SENDING


@pytest.mark.parametrize("problem", ["outcome-unknown", "unverified"])
def test_answers_that_may_have_arrived_never_go_on_paper(problem: str) -> None:
    uncertain = flow.Failed(problem, "code", SENDING)
    assert step(uncertain, flow.ApplicationWanted(), SELF_SERVICE) == (uncertain, ())


def test_the_printer_is_asked_before_anything_is_sent() -> None:
    page = flow.Filling("lu.umzug", 3)
    assert effects(page, flow.Completed()) == (flow.CheckPrinter(),)
    assert flow.CheckPrinter() in effects(UNSENT, flow.Back())


def test_why_nothing_was_printed_is_known_and_written_down_until_it_is_printed_again() -> None:
    jammed, told = step(
        replace(DONE, paper=flow.Paper.PRINTING),
        flow.PaperChanged(flow.Paper.FAILED, "media-jam"),
        SELF_SERVICE,
    )
    fields = (("outcome", "failed"), ("reason", "media-jam"))
    assert told == (flow.Record(AuditEvent.PAPER_ENDED, fields),)
    assert jammed == replace(DONE, paper=flow.Paper.FAILED, trouble="media-jam")
    again = after(jammed, flow.PrintWanted())
    assert again == replace(DONE, paper=flow.Paper.PRINTING, prints=1)


def test_why_an_application_was_not_printed_is_known_too() -> None:
    printing = replace(UNSENT, paper=flow.Paper.PRINTING)
    empty = after(printing, flow.PaperChanged(flow.Paper.FAILED, "media-empty"))
    assert empty == replace(UNSENT, paper=flow.Paper.FAILED, trouble="media-empty")
    assert after(empty, flow.ApplicationWanted()) == replace(UNSENT, paper=flow.Paper.PREPARING)
