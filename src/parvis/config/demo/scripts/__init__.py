"""What people and the brand say to each other in the demo, conversation by conversation."""

from parvis.config.demo.scripts.english_letters import ENGLISH_LETTERS
from parvis.config.demo.scripts.english_square import ENGLISH_SQUARE
from parvis.config.demo.scripts.mail_problems import MAIL_PROBLEMS
from parvis.config.demo.scripts.mail_requests import MAIL_REQUESTS
from parvis.config.demo.scripts.posts import POSTS
from parvis.config.demo.scripts.script import Ago, Line, Past, Post, Script
from parvis.config.demo.scripts.square_complaints import SQUARE_COMPLAINTS
from parvis.config.demo.scripts.square_questions import SQUARE_QUESTIONS
from parvis.config.demo.scripts.square_talk import SQUARE_TALK
from parvis.config.demo.scripts.two_ways import TWO_WAYS
from parvis.config.demo.scripts.waiting import WAITING
from parvis.config.demo.scripts.web_advice import WEB_ADVICE
from parvis.config.demo.scripts.web_orders import WEB_ORDERS

SCRIPTS: tuple[Script, ...] = (
    *SQUARE_QUESTIONS,
    *SQUARE_COMPLAINTS,
    *SQUARE_TALK,
    *MAIL_PROBLEMS,
    *MAIL_REQUESTS,
    *WEB_ORDERS,
    *WEB_ADVICE,
    *ENGLISH_SQUARE,
    *ENGLISH_LETTERS,
    *WAITING,
    *TWO_WAYS,
)

__all__ = ["POSTS", "SCRIPTS", "Ago", "Line", "Past", "Post", "Script"]
