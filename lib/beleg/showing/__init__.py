"""Showing: findings as prose, tables, charts and evidence, in HTML and PDF."""
