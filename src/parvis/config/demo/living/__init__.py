"""Single messages that may arrive at any time, so that the demo keeps living."""

from parvis.config.demo.living.arrival import Arrival
from parvis.config.demo.living.mail import MAIL
from parvis.config.demo.living.square import SQUARE
from parvis.config.demo.living.web import WEB

LIVING: tuple[Arrival, ...] = (*SQUARE, *MAIL, *WEB)

__all__ = ["LIVING", "Arrival"]
