"""The petitions of an office, from a seed."""

from jikwon_practice.portals.petition.generating.petitions import petitions

__all__ = ["petitions"]
