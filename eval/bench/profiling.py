"""Where the time of reading papers goes, phase by phase."""

from collections.abc import Mapping, Sequence
from cProfile import Profile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from pstats import Stats

from extractors.opening import open_upload
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines import Engine

Times = tuple[int, int, float, float, dict[tuple[str, int, str], tuple[int, int, float, float]]]
"""What pstats keeps of a function, its total time fourth; and the same of each that calls it."""
Call = tuple[str, str, str]
"""A function, its module, and the function that calls it; an empty caller means whoever does."""

LOOKING: Mapping[str, Sequence[Call]] = {
    "解码": [("open_upload", "opening.py", "")],
    "查找文字行": [("detect", "limit.py", "look")],
    "判断方向": [("_upright", "look.py", "look")],
    "转正与校平": [("_spread", "look.py", "look"), ("_level", "look.py", "look")],
    "切出文字行": [("cut", "crops.py", "_read")],
    "识别文字": [("recognise", "limit.py", "_read")],
    "倒置文字": [("on_their_heads", "heads.py", "_read")],
    "条码与二维码": [("read_barcodes", "barcodes.py", "")],
    "图像质量": [("measure", "quality/gate.py", "")],
}
UNDERSTANDING: Mapping[str, Sequence[Call]] = {
    "分类": [("classify", "classify.py", "")],
    "再看一眼": [("_looked_again", "extract.py", ""), ("_through_ink", "extract.py", "")],
    "核验": [("verify", "verify.py", "")],
}


@dataclass(frozen=True)
class Phase:
    """One phase of reading over all pictures; the phases add up to the whole."""

    name: str
    seconds: float
    share: float


def profile(paths: Sequence[Path], engine: Engine) -> list[Phase]:
    """Read every picture and say what each phase took; the first reading is not counted."""
    _read(paths[0], engine, Profile(), Profile())
    looking, understanding = Profile(), Profile()
    for path in paths:
        _read(path, engine, looking, understanding)
    seconds = {
        **_phases(looking, LOOKING, "其他（看图）"),
        **_phases(understanding, UNDERSTANDING, "读取字段"),
    }
    whole = sum(seconds.values())
    return [Phase(name, round(each, 3), round(each / whole, 3)) for name, each in seconds.items()]


def _read(path: Path, engine: Engine, looking: Profile, understanding: Profile) -> None:
    today = date.today()  # noqa: DTZ011 - the office's own day
    with looking:
        looks = [look(raw, engine) for raw in open_upload(path.read_bytes(), path.name)]
    with understanding:
        for page, picture in looks:
            read_page(page, picture, engine, document_types(), today)


def _phases(measured: Profile, calls: Mapping[str, Sequence[Call]], rest: str) -> dict[str, float]:
    """Return the seconds of each phase, and what is left of the whole under the name ``rest``."""
    stats = Stats(measured)
    seconds = {name: sum(_seconds(stats, call) for call in each) for name, each in calls.items()}
    return {**seconds, rest: stats.total_tt - sum(seconds.values())}  # type: ignore[attr-defined]


def _seconds(stats: Stats, call: Call) -> float:
    """Return how long a function took in all, with everything it called."""
    name, module, caller = call
    found: list[Times] = [
        times
        for (file, _, function), times in stats.stats.items()  # type: ignore[attr-defined]
        if function == name and file.endswith(f"/{module}")
    ]
    if not caller:
        return sum(total for _, _, _, total, _ in found)
    calls = (by.items() for *_, by in found)
    return sum(times[3] for by in calls for (_, _, calling), times in by if calling == caller)
