"""The counter, without a screen: every rule of a visit, and nothing of Qt."""

__version__ = "0.3.0"
