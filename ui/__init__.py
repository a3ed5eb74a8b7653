"""The counter's screen: what Qt shows of a visit."""
