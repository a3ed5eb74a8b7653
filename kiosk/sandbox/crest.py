"""A neutral shield with the initial of a municipality. Real coats of arms are protected by law."""

from html import escape

COLOURS = ("#1f4e79", "#5b2a86", "#7a1f2b", "#1e5e3a", "#6b4a12", "#24475a")


def crest(name: str, number: int) -> str:
    """Return a small SVG shield for the municipality `name`; `number` chooses its colour."""
    initial = escape(name[:1].upper())
    colour = COLOURS[number % len(COLOURS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 56">'
        f'<path d="M4 3h40v28c0 12-9 19-20 23C13 50 4 43 4 31z" fill="{colour}"/>'
        '<text x="24" y="35" font-family="sans-serif" font-size="26" font-weight="bold" '
        f'text-anchor="middle" fill="#ffffff">{initial}</text></svg>'
    )
