"""Looks at everything a terminal needs, and says what is wrong and what to do: one report.

`kiosk doctor` prints it, and hands it out as JSON and as a paper; docs/doctor.md describes it.
"""
