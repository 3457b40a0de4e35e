"""A scorecard on paper."""

from pypdfium2 import PdfDocument


def test_a_scorecard_is_on_one_sheet_with_its_address(page, real_data):
    address = "/councils/bedford/2025-08-27/"
    page.goto(address)
    sheets = list(PdfDocument(page.pdf(prefer_css_page_size=True)))
    assert len(sheets) == 1
    assert address in sheets[0].get_textpage().get_text_range()
