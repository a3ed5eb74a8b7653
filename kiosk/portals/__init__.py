"""Portals: the port, the HTTP door, and one folder per portal."""
