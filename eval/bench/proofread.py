"""How fast a text is proofread, and how soon a lexicon of five thousand entries is live.

    python -m eval.bench.proofread [--characters 10000] [--entries 5000] [--rounds 5] [--hostile]

The text is put together from the starter knowledge; rules, lexicons of the product and the spelling
model all take part. The first round is told apart: it loads the model. Times are the clock's and
the processor's, in seconds; a vendor publishes 667 characters a second (research, 2025-03).
With ``--hostile`` texts that nobody writes are tried instead, each with as many characters.
"""

import argparse
from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time
from typing import Any

from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Severity
from docgen.gongwen.proofread.lexicon.entry import Sort, TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.table import read_lexicon, write_csv
from eval.bench.hostile_texts import HOSTILE, make_hostile
from knowledge.corpus.read import read_corpus


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what came of some work, and the seconds it took by clock and processor."""
    begun, used = perf_counter(), process_time()
    done = work()
    return done, perf_counter() - begun, process_time() - used


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--characters", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hostile", action="store_true")
    told = parser.parse_args()
    if told.hostile:
        _try_hostile(told.characters)
        return
    text = "\n".join(entry.body for entry in read_corpus().values())[: told.characters]
    _, clock, processor = timed(lambda: proofread(text))
    print(f"{len(text)} characters, first round: {clock:.2f} s, processor {processor:.2f} s")
    rounds = sorted(timed(lambda: proofread(text))[1:] for _ in range(told.rounds))
    clock, processor = rounds[len(rounds) // 2]
    rate = len(text) / clock
    print(
        f"median of {told.rounds}: {clock:.2f} s, processor {processor:.2f} s, {rate:.0f} a second"
    )
    table = write_csv(_lexicon(told.entries))
    lexicon, read, _ = timed(lambda: read_lexicon(table, "词库.csv"))
    last = f"样张词{told.entries - 1:05}误"
    found, used, _ = timed(lambda: proofread(f"有{last}。", [lexicon]).faults)
    if [fault.wrong for fault in found] != [last]:
        raise AssertionError("the last entry is not live")
    print(f"{told.entries} entries: read in {read:.2f} s, live in {read + used:.2f} s")
    _, clock, _ = timed(lambda: proofread(text, [lexicon]))
    print(f"the text with that lexicon: {clock:.2f} s")


def _try_hostile(characters: int) -> None:
    """Print how long each hostile text takes, the slowest first."""
    proofread(next(iter(read_corpus().values())).body)
    taken = {}
    for name in HOSTILE:
        text = make_hostile(name, characters)
        report, _, processor = timed(partial(proofread, text, level=Severity.HINT))
        taken[name] = processor, len(text), len(report.faults)
    for name, (processor, size, faults) in sorted(taken.items(), key=lambda each: -each[1][0]):
        print(f"{name}: {size} characters, processor {processor:.2f} s, {faults} faults")


def _lexicon(entries: int) -> Lexicon:
    words = (f"样张词{number:05}" for number in range(entries))
    made = (TypedEntry(word=f"{each}误", sort=Sort.CERTAIN, suggestions=(each,)) for each in words)
    return Lexicon(name="样张", entries=tuple(made))


if __name__ == "__main__":
    main()
