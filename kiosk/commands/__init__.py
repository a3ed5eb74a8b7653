"""The families of commands: each file adds its commands to the parser and does what they say."""
