"""The published caps of the form engine: what a form may ask for and what an entry may hold.

A form beyond a cap is refused whole; an entry beyond a cap is a finding that names the cap. None
is ever cut in silence.
"""

PAGES = 200
FIELDS = 1_000
OPTIONS = 2_000
"""Choices of one field."""
OPTIONS_IN_ALL = 10_000
"""Choices of all fields of a form together."""
ENTRIES = 20
"""Entries of a repeating group, where the form sets no lower number; also their upper bound."""

DOCUMENT_DEPTH = 32
"""Nesting of a form document, counted in JSON objects and arrays."""
SCHEMA_DEPTH = 8
"""Nesting of the data that a form describes."""
PLACES = 2_000
"""Objects, arrays and questions of a data schema, with every reference put in."""
LAYOUT_DEPTH = 8
"""Nesting of groups and layouts on a page."""
CONDITIONS = 50
"""Parts of one rule."""
PATTERN_LENGTH = 500
"""Characters of a regular expression."""
LABEL_LENGTH = 4_000
"""Characters of one text of a form."""

LINE_LENGTH = 200
"""Characters of a line where the form sets no limit."""
TEXT_LENGTH = 2_000
"""Characters of a longer text where the form sets no limit."""
LONGEST_TEXT = 10_000
"""Characters a form may allow for any text."""
ENTRY_LENGTH = 12_000
"""Characters that are kept of one entry; more than any field accepts, so its loss is a finding."""
DIGITS = 15
"""Digits of a number: what a JSON number carries exactly (RFC 8259, section 6)."""
MARKS = 5
"""Combining marks on one letter; living scripts stay below (against stacked letters)."""

DOCUMENTS = 10
"""Documents of one field."""
DOCUMENT_BYTES = 10_000_000
"""Bytes of one document, where the form sets no lower number; also their upper bound."""
DOCUMENT_PIXELS = 64_000_000
"""Pixels of a picture: an A4 page at 720 dpi, or what a phone takes."""
DOCUMENT_PAGES = 100
"""Pages of a PDF."""
DOCUMENT_SECONDS = 15
"""So long reading one document may take; a stick that is dying takes longer."""
FILES_SHOWN = 40
"""Files of a folder that are shown, the newest first."""
