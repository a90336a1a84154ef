"""Texts -> counts, measures and tables that a linguist reads."""
