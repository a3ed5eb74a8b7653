"""The report as a paper for the counter's file: ready to open or not, and who opened. A4, tagged.

In German and the kiosk's language. What was found is for IT, in English, and marked as such.
"""

from kiosk.readiness.report import Check, Outcome, Report
from kiosk.receipt.pdf_about import About
from kiosk.receipt.pdf_blocks import Blocks, Row
from kiosk.receipt.pdf_look import LOOKS
from kiosk.receipt.pdf_paint import painted
from kiosk.receipt.refill import instruction
from kiosk.receipt.sayings import Saying, Sayings, on_one_line, once, plainly
from kiosk.receipt.shape import Shape
from kiosk.texts import Texts
from kiosk.words import OFFICE_LANGUAGE

_SIGNS = {Outcome.OK: "✓", Outcome.WARNING: "!", Outcome.FAILED: "✗", Outcome.SKIPPED: "–"}
"""Beside the word, to find one's way by; nothing is said by colour."""
_ROOM: Saying = (("", "\n"),)
"""Two empty lines to write on."""


def render(report: Report, language: str = OFFICE_LANGUAGE) -> bytes:
    """Return `report` as PDF, in German and in `language`.

    Raises:
        Unprintable: a character that no font of the paper has.
    """
    paper = _Paper(report, language)
    paper.head()
    paper.to_do()
    paper.signature()
    paper.checks()
    return paper.pdf()


class _Paper:
    """One report being written, from top to bottom."""

    def __init__(self, report: Report, language: str) -> None:
        self._it = report
        self._language = language
        self._say = Sayings((OFFICE_LANGUAGE, language))
        terminal = f" · {report.terminal}" if report.terminal else ""
        self._blocks = Blocks(LOOKS[Shape.A4], [f"Schalter {report.version}{terminal}"])

    def head(self) -> None:
        """Say whether the terminal can be opened, which it is, and when that was found."""
        blocks, say, report = self._blocks, self._say, self._it
        blocks.title(say("readiness-title"))
        blocks.paragraph(self._verdict(), strong=True)
        made = report.made_at
        moment = say("readiness-moment", date=f"{made:%d.%m.%Y}", time=f"{made:%H:%M}")
        blocks.table(
            [
                Row(say("readiness-terminal"), (plainly(report.terminal or "–"),)),
                Row(say("readiness-made"), (moment,)),
                Row(say("readiness-version"), (plainly(report.version),)),
            ]
        )

    def _verdict(self) -> Saying:
        match self._it.outcome:
            case Outcome.FAILED:
                return self._say("readiness-failed")
            case Outcome.WARNING:
                return self._say("readiness-warned")
            case _:
                return self._say("readiness-all-well")

    def to_do(self) -> None:
        """Say what has to be done, the gravest first."""
        if troubles := list(self._it.troubles()):
            self._blocks.heading(self._say("readiness-troubles"))
            self._blocks.numbered([self._trouble(check) for check in troubles])

    def _trouble(self, check: Check) -> Saying:
        details = f"{check.found}\n{check.remedy} ({check.code})"
        guide = [said for word in check.refill for said in self._instruction(word)]
        return (*_signed(self._name(check), check.outcome), *guide, ("en", details))

    def _instruction(self, word: str) -> Saying:
        spoken = dict.fromkeys((OFFICE_LANGUAGE, self._language))
        return once((language, instruction(word, Texts(language))) for language in spoken)

    def _name(self, check: Check) -> Saying:
        return self._say(f"readiness-check-{check.name}")

    def checks(self) -> None:
        """List everything that was looked at."""
        groups = [
            (self._say(f"readiness-group-{group}"), [self._row(check) for check in checks])
            for group, checks in self._it.by_group()
        ]
        self._blocks.groups(self._say("readiness-checks"), groups)
        self._blocks.paragraph(self._say("readiness-english"), small=True)

    def _row(self, check: Check) -> Row:
        outcome = _signed(self._say(f"readiness-outcome-{check.outcome.value}"), check.outcome)
        skipped = check.outcome is Outcome.SKIPPED
        return Row(self._name(check), ((*outcome, ("en", check.found)),), quiet=skipped)

    def signature(self) -> None:
        """Leave room for whoever opens the counter."""
        names = ("sign-name", "sign-date", "signature")
        rows = [Row(self._say(f"readiness-{name}"), (_ROOM,)) for name in names]
        self._blocks.section(self._say("readiness-sign"), rows)

    def pdf(self) -> bytes:
        """Return what was written, its pages numbered."""
        self._blocks.foot(
            lambda number, total: on_one_line(
                self._say("readiness-page", number=str(number), total=str(total))
            )
        )
        title = f"{self._say('readiness-title')[0][1]} {self._it.terminal}".strip()
        about = About(
            title=title,
            author="Schalter",
            language="de-CH",
            made=self._it.made_at,
            source=f"readiness:{self._it.terminal}:{self._it.made_at.isoformat()}",
        )
        return painted(self._blocks.sheets, self._blocks.root, about)


def _signed(saying: Saying, outcome: Outcome) -> Saying:
    """Return `saying` with the sign of `outcome` before the first of its words."""
    (language, words), *others = saying
    return ((language, f"{_SIGNS[outcome]} {words}"), *others)
