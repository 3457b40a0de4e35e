"""A paper as a Word file that an officer can edit: real headings, numbering, tables, captions, notes and links."""

from django.http import HttpResponse

from dashboard.exports import disposition
from dashboard.values.documents import Paper

from .package import docx_bytes

__all__ = ["docx_bytes", "word_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(paper: Paper) -> HttpResponse:
    """The response with the Word file. PicturesBusyError while too many pictures are being drawn."""
    headers = {"Content-Disposition": disposition(paper.file_name, "docx")}
    return HttpResponse(docx_bytes(paper), content_type=MEDIA_TYPE, headers=headers)
