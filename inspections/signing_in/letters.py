"""E-mail to staff about their accounts."""

import logging
import smtplib
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def can_send() -> bool:
    """Whether this site sends e-mail."""
    return bool(settings.EMAIL_URL)


def letter(template: str, address: str, **values: object) -> EmailMessage:
    """An e-mail from a template, whose first line is the subject."""
    subject, _, body = render_to_string(f"account/email/{template}.txt", values).strip().partition("\n")
    return EmailMessage(subject.strip(), f"{body.strip()}\n", to=[address])


def send(message: EmailMessage) -> str:
    """Send now. Returns why that failed, or ""."""
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("An e-mail on an account could not be sent: %s", error)
        return str(error) or type(error).__name__
    return ""


def send_beside(messages: list[EmailMessage]) -> None:
    """Send without keeping anybody waiting, so that the time of an answer doesn't say whether there is an account."""
    Thread(target=lambda: [send(message) for message in messages], daemon=True).start()
