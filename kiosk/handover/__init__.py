"""A case goes on at another screen: a code, a sealed draft, the way there (docs/handover.md)."""
