"""Cells that spreadsheets do not compute, and lines that people type."""

import pytest

from luatgandan.lib.cells import read_cell, safe_cell
from luatgandan.lib.lines import lines_of


@pytest.mark.parametrize("text", ["=1+1", "+84912", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_words_and_is_read_as_it_was(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert read_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["", "Luật", "'Luật", "1-2"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == read_cell(text) == text


def test_lines_without_blanks() -> None:
    assert lines_of(" Chụp ảnh. \n\n\tNộp phạt.\r\n ") == ["Chụp ảnh.", "Nộp phạt."]
