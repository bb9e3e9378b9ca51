"""Parvis as people meet it: the real programs, a real browser, real mail servers."""
