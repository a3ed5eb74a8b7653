"""The parts that pages are made of. They paint themselves from the theme."""
