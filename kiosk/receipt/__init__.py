"""The confirmation: what the portal received, as data, as PDF, on paper."""
