"""The list of clues (线索表) to accounts that nobody registered: a workbook to fill in, and a page to read."""

from reports.clues.columns import ANSWERS, COLUMNS, UNKNOWN
from reports.clues.page import write_clue_page
from reports.clues.workbook import write_clue_list

__all__ = ["ANSWERS", "COLUMNS", "UNKNOWN", "write_clue_list", "write_clue_page"]
