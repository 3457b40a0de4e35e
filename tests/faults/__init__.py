"""Faults done to a running site again and again: what is promised holds after each."""
