"""Checking: a trade figure against official statistics."""
