"""The problem list (问题清单) as a spreadsheet that units fill in and send back."""

from reports.problem_list.columns import COLUMNS
from reports.problem_list.workbook import write_problem_list

__all__ = ["COLUMNS", "write_problem_list"]
