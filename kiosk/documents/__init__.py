"""Files that a visitor hands in: found, read within limits, and judged by what is in them."""
