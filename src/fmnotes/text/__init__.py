"""Strings with rules of their own: names, order, Hangul, dates, sentences, reading time."""
