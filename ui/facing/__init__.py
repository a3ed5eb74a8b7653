"""The screen that faces the visitor at a counter: built from a `Facing`, never from a view."""
