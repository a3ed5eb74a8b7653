"""What happens at a terminal, in numbers for those who run a fleet: off unless settings ask for it.

Counted is what the audit log is told, and nothing else; docs/monitoring.md names every number.
"""
