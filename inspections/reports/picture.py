"""A picture of a part of a page, for checking a grade. Runs in the worker of `sandbox`."""

import io

import pypdfium2 as pdfium

from inspections.reports.document import PageBox

SCALE = 2.0
MARGIN = 12.0
MAX_POINTS = 2_000.0


def region_png(data: bytes, page_number: int, box: PageBox | None) -> bytes | None:
    """A PNG of the box across the whole width of its page (counted from 1). None if there is no such page."""
    try:
        pdf = pdfium.PdfDocument(data)
        if not 1 <= page_number <= len(pdf):
            return None
        page = pdf[page_number - 1]
        width, height = page.get_size()
        if max(width, height) > MAX_POINTS:
            return None
        top, bottom = (0.0, height) if box is None else (box.top - MARGIN, box.bottom + MARGIN)
        crop = (0.0, max(0.0, min(height - bottom, height - 1)), 0.0, max(0.0, min(top, height - 1)))
        if crop[1] + crop[3] >= height:
            return None
        image = page.render(scale=SCALE, crop=crop, may_draw_forms=False).to_pil()
    except (pdfium.PdfiumError, ValueError):
        return None
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
