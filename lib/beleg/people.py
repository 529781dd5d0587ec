"""Mentions -> the cast: who holds which role, and whom a description or a pronoun means."""
