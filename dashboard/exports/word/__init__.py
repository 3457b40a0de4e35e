"""A paper as a Word file that an officer can edit: real headings, numbering, tables, captions, notes and links."""

from datetime import date

from django.http import HttpResponse

from dashboard.exports import disposition
from dashboard.values.documents import Paper

from .package import docx_bytes

__all__ = ["docx_bytes", "word_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(paper: Paper, made_on: date) -> HttpResponse:
    """The response with the Word file, made on the day of its edition.

    PicturesBusyError while too many pictures are being drawn.
    """
    headers = {"Content-Disposition": disposition(paper.file_name, "docx")}
    return HttpResponse(docx_bytes(paper, made_on), content_type=MEDIA_TYPE, headers=headers)
