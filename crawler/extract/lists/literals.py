"""JavaScript literals read without running anything: arrays, objects, strings, sums of them; the rest is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: Stands for what only running the script would tell, alone or in the middle of a string.
UNKNOWN = "\0"
#: Longest literal read, in characters, deepest nesting, and most tokens of one literal.
MAX_TEXT, MAX_DEPTH, MAX_TOKENS = 500_000, 30, 60_000
_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.|\\\n)*\"|'(?:[^'\\\n]|\\.|\\\n)*'|`(?:[^`\\]|\\.)*`|[A-Za-z_$][\w$.]*|\d+(?:\.\d+)?|.", re.S
)
#: What a template string puts in.
_PLACED = re.compile(r"\$\{([^{}]{0,200})\}")
_BLANK = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.S)
_LETTERS = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_ENDS = (",", ";", "", *_CLOSING)


class JsonText(dict[str, Any]):
    """An object that the script writes as JSON: `JSON.stringify({…})`."""


class FormText(dict[str, Any]):
    """An object that the script writes as a form's fields: `Qs.stringify({…})`."""


#: Calls whose value is known when their argument is.
_WRITERS: Mapping[str, type[dict[str, Any]]] = {
    "JSON.stringify": JsonText,
    **dict.fromkeys(("Qs.stringify", "qs.stringify", "$.param", "jQuery.param", "URLSearchParams"), FormText),
}
#: Where a script keeps what it calls by a bare name elsewhere.
_OWN = ("this.", "that.", "self.", "_this.", "vm.", "_self.", "me.")


class _Broken(Exception):
    """The text is no literal, or too large a one."""


def read_literal(text: str, start: int, names: Mapping[str, Any]) -> tuple[Any, int]:
    """The value that begins at `start`, and where the reading ended; (None, end) when it is broken.

    `names` are variables with known values. A template string counts as known only without `${`.
    """
    reader = _Reader(text[: start + MAX_TEXT], start, names)
    try:
        return reader.term(0), reader.at
    except _Broken:
        return None, max(reader.at, start + 1)


def read_arguments(text: str, start: int, names: Mapping[str, Any]) -> list[Any]:
    """The arguments of a call whose opening bracket stands just before `start`; those read when it breaks."""
    reader = _Reader(text[: start + MAX_TEXT], start, names)
    found: list[Any] = []
    try:
        while reader.peek() not in (")", ""):
            found.append(reader.value(0))
            if reader.peek() == ",":
                reader.take()
    except _Broken:
        pass
    return found


def unquote_literal(token: str) -> str:
    """The text of a string token, quotes included in it."""
    return _ESCAPE.sub(_unescape, token[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _LETTERS.get(code, code)


class _Reader:
    """A position in a script."""

    def __init__(self, text: str, at: int, names: Mapping[str, Any]) -> None:
        self._text, self.at, self._names = text, at, names
        self._left = MAX_TOKENS

    def peek(self) -> str:
        """The next token, not taken; empty at the end."""
        self._pass_blanks()
        match = _TOKEN.match(self._text, self.at)
        return match[0] if match else ""

    def take(self) -> str:
        """The next token."""
        word = self.peek()
        self.at += len(word)
        self._left -= 1
        if self._left < 0 or not word:
            raise _Broken
        return word

    def value(self, depth: int) -> Any:
        """A value and what is added to it, up to a comma or a closing bracket."""
        found = self.term(depth)
        while self.peek() == "+":
            self.take()
            found = _sum(found, self.term(depth))
        if self.peek() not in _ENDS:
            self._skip()
            found = UNKNOWN
        return found

    def term(self, depth: int) -> Any:
        """One value by itself."""
        if depth > MAX_DEPTH:
            raise _Broken
        word = self.take()
        if word == "[":
            return self._array(depth)
        if word == "{":
            return self._object(depth)
        if word[0] in "\"'`" and len(word) > 1:
            return self._template(word) if word[0] == "`" and "${" in word else unquote_literal(word)
        if word[0].isdigit():
            return float(word) if "." in word else int(word[:20])
        return self._named(word, depth)

    def _template(self, word: str) -> str:
        """A template string: what is put in is known or a hole."""
        parts = _PLACED.split(word)
        for place in range(1, len(parts), 2):
            value = self._value_named(parts[place].strip())
            parts[place] = str(value) if isinstance(value, (str, int)) else UNKNOWN
        return unquote_literal("".join(parts))

    def _value_named(self, word: str) -> Any:
        return self._names.get(word, self._names.get(_own(word), UNKNOWN))

    def _named(self, word: str, depth: int) -> Any:
        if word == "(":
            return self._bracketed(depth)
        if word == "new":
            return self.term(depth + 1)
        if self.peek() == "(":
            self.take()
            if word in _WRITERS and self.peek() != ")":
                return self._written(_WRITERS[word], depth)
            self._skip_call()
            return UNKNOWN
        if word in _WORDS:
            return _WORDS[word]
        return self._value_named(word)

    def _bracketed(self, depth: int) -> Any:
        """A sum in brackets; what is no single value, or a function's head, is unknown."""
        start = self.at
        try:
            found = self.value(depth + 1)
            if self.take() == ")" and self.peek() != "=":
                return found
        except _Broken:
            pass
        self.at = start
        self._pass(")")
        return UNKNOWN

    def _written(self, form: type[dict[str, Any]], depth: int) -> Any:
        value = self.value(depth + 1)
        self._pass(")")
        return form(value) if isinstance(value, dict) else UNKNOWN

    def _skip_call(self) -> None:
        """Pass the rest of a call, and the body when it was a function."""
        self._pass(")")
        if self.peek() == "{":
            self.take()
            self._pass("}")

    def _pass(self, closing: str) -> None:
        depth = 0
        while True:
            word = self.take()
            if not depth and word == closing:
                return
            depth += (word in _OPENING) - (word in _CLOSING)

    def _array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while self.peek() != "]":
            if self.peek() == ",":
                self.take()
                continue
            found.append(self.value(depth + 1))
            if self.peek() not in (",", "]"):
                raise _Broken
        self.take()
        return found

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.peek() != "}":
            word = self.take()
            if word == ",":
                continue
            key = unquote_literal(word) if word[0] in "\"'" else word
            if self.peek() == ":":
                self.take()
                found[key] = self.value(depth + 1)
            else:
                found[key] = self._names.get(key, UNKNOWN)
                self._skip()
            if self.peek() not in (",", "}"):
                raise _Broken
        self.take()
        return found

    def _skip(self) -> None:
        """Pass over an expression, up to what ends it."""
        depth = 0
        while word := self.peek():
            if not depth and word in _ENDS:
                return
            depth += (word in _OPENING) - (word in _CLOSING)
            self.take()

    def _pass_blanks(self) -> None:
        """White space and comments."""
        while True:
            blank = _BLANK.match(self._text, self.at)
            if blank:
                self.at = blank.end()
            if self._text.startswith("//", self.at):
                end = self._text.find("\n", self.at)
            elif self._text.startswith("/*", self.at):
                end = self._text.find("*/", self.at) + 1 or -1
            else:
                return
            self.at = len(self._text) if end < 0 else end + 1


def _own(word: str) -> str:
    """The name of what belongs to the script itself, marked so that a plain variable is not taken for it."""
    owner = next((owner for owner in _OWN if word.startswith(owner)), "")
    return f"this.{word[len(owner) :]}" if owner else word


def _sum(first: Any, second: Any) -> Any:
    if isinstance(first, int) and isinstance(second, int):
        return first + second
    if UNKNOWN in (first, second) and (isinstance(first, int) or isinstance(second, int)):
        return UNKNOWN
    if isinstance(first, (str, int)) and isinstance(second, (str, int)):
        return f"{first}{second}"
    return UNKNOWN
