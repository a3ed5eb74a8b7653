"""The form engine: what a service asks, what was answered, and what is sent."""
