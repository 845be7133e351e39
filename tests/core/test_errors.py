from __future__ import annotations

import inspect

import pytest

from core import errors

ALL = [item for _, item in inspect.getmembers(errors, inspect.isclass) if item.__module__ == errors.__name__]


def test_the_tree_in_the_docstring_is_complete() -> None:
    assert {item.__name__ for item in ALL} == {
        word for word in (errors.__doc__ or "").replace("│", " ").replace("├──", " ").replace("└──", " ").split()
        if hasattr(errors, word)
    }  # fmt: skip


@pytest.mark.parametrize("error", ALL)
def test_one_root(error: type[Exception]) -> None:
    assert issubclass(error, errors.XunjianError)


def test_register_row_names_its_place() -> None:
    error = errors.RegisterRowError("网站", 3, "首页", "完整网址", "abc")
    assert str(error) == "工作表“网站”第 3 行“首页”列：应为完整网址，实际为“abc”"
    assert "实际" not in str(errors.RegisterRowError("网站", 3, "首页", "完整网址"))
