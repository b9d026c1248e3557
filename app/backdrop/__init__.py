"""Backdrop: a virtual camera that puts a chosen background behind the person.

A frame meets the packages in this order: capture, segment, refine, composite, publish; pipeline moves it.
"""

__version__ = "0.1.0"
