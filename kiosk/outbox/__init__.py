"""What the portal cannot take now: sealed to its sender, kept, and sent later (docs/outbox.md)."""
