"""The columns of the list of clues. Their names are read again when the list comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.media.clues.clue import Clue
from checks.media.clues.verdict import Rank
from ledger.clues import ClueVerdict, JudgedClue

RANKS = {Rank.HIGH: "高", Rank.MIDDLE: "中", Rank.LOW: "低"}
#: What is no clue, shown apart so that a person may think otherwise.
LEFT_OUT = {Rank.OTHER: "排除", Rank.REGISTERED: "已登记"}
#: What the two lists are called, and what the second says of itself.
CLUES, APART = "线索", "未列为线索"
APART_NOTE = "以下账号未列为线索：已经登记，或者看来与本县无关。如有不同意见，同样在“人工核定”列选择结果后导入。"
#: Stands for the platform where nobody knows it.
UNKNOWN = "平台不明"
#: What a person may answer.
ANSWERS = tuple(verdict.value for verdict in ClueVerdict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and its width in characters."""

    name: str
    width: int


COLUMNS = (
    Column("序号", 6),
    Column("可能性", 8),
    Column("平台", 14),
    Column("账号名称", 24),
    Column("账号ID", 20),
    Column("链接", 40),
    Column("疑似单位", 26),
    Column("理由", 44),
    Column("来源", 44),
    Column("原文", 30),
    Column("线索编号", 15),
    Column("人工核定", 14),
    Column("核定单位", 24),
    Column("备注", 24),
)


def clue_rows(
    clues: Iterable[Clue], judged: Mapping[str, JudgedClue], ranks: Mapping[Rank, str] = RANKS
) -> Iterator[tuple[int | str, ...]]:
    """Every clue of these ranks, the most likely first, with what people said of it before."""
    shown = (clue for clue in clues if clue.verdict.rank in ranks)
    for number, clue in enumerate(shown, start=1):
        seen, said = clue.sighting, judged.get(clue.key)
        more = f"（共 {len(clue.places)} 处）" if len(clue.places) > 1 else ""
        yield (
            number,
            ranks[clue.verdict.rank],
            seen.platform or UNKNOWN,
            seen.name,
            seen.number,
            seen.address,
            clue.verdict.unit,
            clue.verdict.reason,
            clue.places[0] + more,
            seen.words,
            clue.key,
            said.verdict.value if said else "",
            said.unit if said else "",
            said.note if said else "",
        )
