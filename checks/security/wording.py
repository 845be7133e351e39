"""Words of gambling and pornography in a text, read through the usual disguises. Holds no check of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from core.watchlists import Watchlists

#: Most characters of one text that are read.
MAX_TEXT = 200_000
#: Marks put between the characters of a word; sentence marks and blanks are not among them: they end a phrase.
_MARKS = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff*·•._\-|~^+/\\#@$%&=<>{}\[\]'`\"★☆◆◇■□●○※→]+"
_NOISE = re.compile(rf"(?<=[\u4e00-\u9fff]){_MARKS}|{_MARKS}(?=[\u4e00-\u9fff])")
#: Single characters kept apart: 澳 门 葡 京, 澳,门,葡,京.
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[^\w\n]{1,3}[\u4e00-\u9fff](?![\u4e00-\u9fff])){2,40}")
_GAPS = re.compile(r"[\W_]+")
#: Gaps beside characters that are written without blanks between words; between others they part words.
_CLOSE = re.compile(r"(?<=[\u3000-\uffff])[\W_]+|[\W_]+(?=[\u3000-\uffff])")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_ASCII = re.compile(r"[\x00-\x7f]+")
_PARTS = re.compile(r"[-_|—–/· ]+")
#: Fewest characters of a paragraph, as opposed to a menu's entry.
_PARAGRAPH = 10
#: What stands around such words where they sell something; a headline has other words, and more of them.
_SELLING = re.compile(
    r"澳门|官方|官网|登录|登陆|注册|开户|下载|安装|入口|平台|网址|网站|网页版|手机版?|在线|最新|最佳|娱乐|app|公司|视频"
    r"|电影|免费|观看|大全|[、，。！]"
)
#: Share of a phrase that must be such.
_DENSE = 0.6


@dataclass(frozen=True, slots=True)
class Hits:
    """Distinct words that were found, in order; `titles` name their kinds. Words within longer ones count once."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.strong or self.weak)

    @property
    def words(self) -> str:
        """The words for a message, at most six."""
        return "、".join((*self.strong, *self.weak)[:6])

    def __add__(self, other: Hits) -> Hits:
        pairs = ((self.strong, other.strong), (self.weak, other.weak), (self.titles, other.titles))
        return Hits(*(tuple(dict.fromkeys((*mine, *theirs))) for mine, theirs in pairs))


#: No word at all.
NOTHING = Hits()


class Reader:
    """Finds the words of one set of lists."""

    def __init__(self, lists: Watchlists) -> None:
        self._variants = str.maketrans({pair[0]: pair[1] for pair in lists.variants if len(pair) == 2})
        self._kinds: dict[str, tuple[bool, str]] = {}
        for each in lists.lists:
            # A word in both is weak: whoever moves one to the weak list means it.
            self._kinds |= {self.fold(word): (True, each.title) for word in each.strong}
            self._kinds |= {self.fold(word): (False, each.title) for word in each.weak}
        self._kinds.pop("", None)
        ordered = sorted(self._kinds, key=lambda word: (-len(word), word))
        self._needs = [(frozenset(_GAPS.sub("", word)), word) for word in ordered]
        self._packed = {word: _GAPS.sub("", word) for word in ordered}
        self._against = _any_of({self.fold(word) for word in lists.against})

    def fold(self, text: str) -> str:
        """Width, letter case, variants and inserted marks undone."""
        return _NOISE.sub("", self._plain(text[:MAX_TEXT]))

    def _plain(self, text: str) -> str:
        return unicodedata.normalize("NFKC", text).lower().translate(self._variants)

    def candidates(self, source: str) -> tuple[str, ...]:
        """Words that may stand in a page, given its source: the others need not be looked for.

        Empty when there is no strong one among them: without such nobody is suspected.
        """
        text = unescape(source) if "&#" in source else source
        known = frozenset(self._plain("".join(set(text))))
        words = [word for needed, word in self._needs if needed <= known]
        if not self._any_strong(words):
            return ()
        # Between tags; and in attributes, as they stand or with marks in between.
        between = self._plain(_GAPS.sub("", _TAGS.sub("", text)))
        inside, as_written = self._plain(_ASCII.sub("", text)), text.lower()
        found = tuple(word for word in words if self._packed[word] in between or word in inside or word in as_written)
        return found if self._any_strong(found) else ()

    def _any_strong(self, words: Iterable[str]) -> bool:
        return any(self._kinds[word][0] for word in words)

    def hits(self, text: str, *, phrase: bool = False) -> Hits:
        """The words in a text. `phrase`: it is one short phrase (a title, a link), in which blanks mean nothing."""
        words = [word for _needed, word in self._needs]
        return self._found(text, words, phrase) if text else Hits()

    def hits_of(self, text: str, candidates: Iterable[str]) -> Hits:
        """The same for a long text and the candidates of its page."""
        words = list(candidates)
        return self._found(text, words, phrase=False) if words and text else Hits()

    def fights(self, text: str) -> bool:
        """Whether a text fights or reports such things, so that their words in it prove nothing."""
        return self._against is not None and self._against.search(self.fold(text)) is not None

    def lone_hits(self, text: str, candidates: Iterable[str]) -> Hits:
        """Words in a page's text; none where a paragraph of it speaks of such things in order to fight them."""
        words = list(candidates)
        if not self.hits_of(text, words).strong:
            return NOTHING
        lines = [line for line in text[:MAX_TEXT].split("\n") if line.strip()]
        if any(map(self._fights_them, lines)):
            return NOTHING
        return self.hits_of("\n".join(line for line in lines if not self.fights(line)), words)

    def _fights_them(self, line: str) -> bool:
        """Whether a paragraph names such things and words that fight them, and is no line of those who sell them."""
        if len(line) < _PARAGRAPH or not self.fights(line):
            return False
        hits = self.hits(line)
        return bool(hits) and not self._is_dense(line, hits)

    def dense(self, phrase: str, hits: Hits) -> bool:
        """Whether a phrase, or a part of it between dashes, is hardly more than these words and what sells them."""
        return any(self._is_dense(part, hits) for part in (phrase, *_PARTS.split(phrase)))

    def _is_dense(self, part: str, hits: Hits) -> bool:
        whole = rest = self._plain(_GAPS.sub("", part[:MAX_TEXT]))
        for word in (*hits.strong, *hits.weak):
            rest = rest.replace(self._packed.get(word, word), "")
        return rest != whole and len(_SELLING.sub("", rest)) <= (1 - _DENSE) * len(whole)

    def _found(self, text: str, words: list[str], phrase: bool) -> Hits:
        whole = _GAPS.sub(" ", _CLOSE.sub("", text)) if phrase else "\n".join((text, *_spaced_out(text)))
        folded = self.fold(whole)
        present = [word for word in words if word in folded]
        pattern = _any_of(present)
        seen = dict.fromkeys(match[0] for match in pattern.finditer(folded)) if pattern else {}
        strong = tuple(word for word in seen if self._kinds[word][0])
        weak = tuple(word for word in seen if not self._kinds[word][0])
        return Hits(strong, weak, tuple(dict.fromkeys(self._kinds[word][1] for word in (*strong, *weak))))


@lru_cache(maxsize=4)
def reader_of(lists: Watchlists) -> Reader:
    """The reader of these lists."""
    return Reader(lists)


def _spaced_out(text: str) -> Iterator[str]:
    for match in _SPACED.finditer(text[:MAX_TEXT]):
        yield _GAPS.sub("", match[0])


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_bounded, ordered))) if ordered else None


def _bounded(word: str) -> str:
    """Latin letters and digits are no part of a longer name: bet365 is not in alphabet3650."""
    before = r"(?<![a-z0-9])" if word[0].isascii() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() else ""
    return f"{before}{re.escape(word)}{after}"
