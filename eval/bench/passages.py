"""Made-up entries in any number, with the words and lengths of real ones where those are at hand.

Each is put together from sentences of two real articles or guides, with invented names, days, sums
and document numbers among them, so that the vocabulary goes on growing as it does in earnest.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from knowledge.entries.entry import EVERYBODY, Entry, Kind, Source, State, Tags

SOURCES = (
    ("laws_articles.jsonl.gz", "law"),
    ("service_guides_gd.jsonl.gz", "title"),
)
"""Files of a folder of corpora, and which key of a row is its title."""
SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
LONGEST = 300
TOLD_ON = datetime(2026, 1, 1, tzinfo=UTC)
DEPARTMENTS = ("样张交通科", "样张民政科", "样张商务科")
DISTRICTS = ("样张甲区", "样张乙区", "样张丙区")

Article = tuple[str, str]
"""Title and text."""


def read_articles(folder: Path | None) -> list[Article]:
    """Return articles of a folder of corpora; invented ones when there is no such folder."""
    paths = [(folder / name, key) for name, key in SOURCES] if folder else []
    found = [each for path, key in paths if path.exists() for each in _read(path, key)]
    return found or list(_invented())


def make_entries(count: int, articles: Sequence[Article], seed: int = 20261128) -> Iterator[Entry]:
    """Yield so many entries of one passage each."""
    chance = random.Random(seed)  # noqa: S311 - a bench, not a secret
    letters = letters_of(articles)
    for number in range(count):
        yield _entry(number, articles, letters, chance)


def letters_of(articles: Sequence[Article]) -> str:
    """Return the letters of a sample of articles, each as often as it stands there."""
    return "".join(text for _, text in articles[:: max(len(articles) // 2000, 1)])


def _entry(number: int, articles: Sequence[Article], letters: str, chance: random.Random) -> Entry:
    (title, text), (_, other) = chance.choice(articles), chance.choice(articles)
    sentences = SENTENCE.findall(text) + SENTENCE.findall(other)[:2]
    sentences.insert(chance.randrange(len(sentences) + 1), make_particulars(letters, chance))
    day = date(2000, 1, 1) + timedelta(days=chance.randrange(9000))
    return Entry(
        id=f"e{number}",
        version=1,
        kind=Kind.FAQ,
        title=f"{title}（{make_name(letters, chance)}）"[:200],
        body="".join(sentences).replace("\n", "")[:LONGEST],
        keywords=(make_name(letters, chance),),
        department=chance.choice(DEPARTMENTS),
        tags=Tags(districts=(chance.choice(DISTRICTS),) if chance.random() < 0.2 else ()),
        source=Source(title="样张", number=f"样府规〔{day.year}〕{chance.randrange(400)}号"),
        readers=(EVERYBODY,) if chance.random() < 0.9 else (chance.choice(DEPARTMENTS),),
        state=State.PUBLISHED,
        effective_from=day,
        expires=day + timedelta(days=20000) if chance.random() < 0.3 else None,
        author="周样",
        changed_at=TOLD_ON,
    )


def make_particulars(letters: str, chance: random.Random) -> str:
    """Return a sentence with a name, a day, a sum and a telephone number nobody has used."""
    name, day = (
        make_name(letters, chance),
        f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日",
    )
    return f"{name}于{day}起按{chance.randrange(100, 99999)}元办理，电话{chance.randrange(10**7)}。"


def make_name(letters: str, chance: random.Random) -> str:
    """Return a word nobody has used, of letters as common as in real texts."""
    return "".join(chance.choice(letters) for _ in range(chance.randrange(2, 5)))


def _read(path: Path, key: str) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row.get("latest", True) and row["text"].strip():
                yield row[key], row["text"]


def _invented() -> Iterator[Article]:
    """Yield articles of invented words, the frequent ones much more frequent than the others."""
    chance = random.Random(1)  # noqa: S311 - a bench, not a secret
    words = [
        "".join(chr(0x4E00 + chance.randrange(3500)) for _ in range(chance.randrange(1, 4)))
        for _ in range(20000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    for number in range(20000):
        text = chance.choices(words, weights, k=chance.randrange(20, 120))
        marks = (chance.choice(("", "", "", "，", "。")) for _ in text)
        yield f"样张规定{number}", "".join(w + m for w, m in zip(text, marks, strict=True))
