"""Recognition's part of the access table and of the small world: a file per noun, as its urls."""

from . import awards, ceremonies, decisions, judging, managing, nominations

NOUNS = [awards, nominations, managing, judging, decisions, ceremonies]
