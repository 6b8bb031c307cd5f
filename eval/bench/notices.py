"""Time notices: thousands of reminders are made at once, so each must be quick.

    python -m eval.bench.notices

Every round has other text, so that no cache of the typesetter flatters the figures. A PDF must take
no longer than 50 ms of processor time in the median; the Word file is made only when asked for.
"""

from collections.abc import Iterator
from statistics import median
from time import process_time

from docgen.notices.compose import compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.notice import Notice
from docgen.notices.samples import read_sample

ROUNDS, WORD_ROUNDS = 60, 10
ROWS = 12
LIMIT_MS = 50
KIND = "parking_arrears"


def reminders(count: int) -> Iterator[Notice]:
    """Yield notices of arrears, each of its own recipient, car and parkings."""
    sample = read_sample(KIND)
    for place in range(1, count + 1):
        rows = [
            sample.rows[0] | {"lot": f"样张路{place * ROWS + row}号段", "amount": f"{5 + row}.00"}
            for row in range(ROWS)
        ]
        yield sample.model_copy(
            update={
                "number": f"样交停催字〔2026〕{place}号",
                "recipient": sample.recipient.model_copy(update={"name": f"测试{place:05}"}),
                "facts": sample.facts | {"plate_no": f"沪A{10000 + place}"},
                "rows": tuple(rows),
            }
        )


def time_pdfs(notices: Iterator[Notice]) -> list[float]:
    """Return how long each PDF took, in milliseconds of the processor."""
    times = []
    for notice in notices:
        started = process_time()
        compose_notice(notice)
        times.append((process_time() - started) * 1000)
    return times


def time_word_files(notices: Iterator[Notice]) -> list[float]:
    """Return how long each Word file took beside its PDF, in milliseconds of the processor."""
    times = []
    for composed in map(compose_notice, notices):
        started = process_time()
        _ = composed.docx
        times.append((process_time() - started) * 1000)
    return times


def main() -> None:
    """Print medians and the slowest; exit with 1 when the PDF takes longer than it may."""
    read_declared()
    compose_notice(read_sample(KIND))  # loads the fonts
    pdf = time_pdfs(reminders(ROUNDS))
    word = time_word_files(reminders(WORD_ROUNDS))
    for name, times in (("PDF", pdf), ("Word", word)):
        print(f"{name:>5}: median {median(times):.1f} ms, slowest {max(times):.1f} ms")
    if median(pdf) > LIMIT_MS:
        raise SystemExit(f"a PDF takes more than {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
