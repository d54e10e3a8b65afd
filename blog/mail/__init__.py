"""Mail that leaves the site: a message, and the one function that sends it where MAIL_URL says.

Knows no collection, no job and no request.
"""

from blog.mail.message import BadMessage, Message
from blog.mail.transport import MailError, check, send

__all__ = ["BadMessage", "MailError", "Message", "check", "send"]
