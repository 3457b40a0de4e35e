"""A paper as a Word file that an officer can edit: real headings, numbering, tables, captions, notes and links."""

from datetime import date

from django.http import HttpResponse

from dashboard.caching import NOT_TO_BE_KEPT
from dashboard.exports import disposition
from dashboard.values.documents import Paper

from .package import docx_bytes, keep_pictures

__all__ = ["docx_bytes", "keep_pictures", "word_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(paper: Paper, made_on: date) -> HttpResponse:
    """The response with the Word file, made on the day of its edition. One without its picture isn't kept."""
    made = docx_bytes(paper, made_on)
    response = HttpResponse(made.content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = disposition(paper.file_name, "docx")
    if not made.is_whole:
        response.headers["Cache-Control"] = NOT_TO_BE_KEPT
    return response
