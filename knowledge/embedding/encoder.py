"""The small embedding of the default install: one learnt vector per term, added up."""

from collections.abc import Sequence
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.vocabulary import Vocabulary

WEIGHTS = Path(__file__).with_name("weights.npz")


class StaticEncoder:
    """A vocabulary with a vector for each term; a term's length is its weight."""

    def __init__(self, vocabulary: Sequence[str], table: NDArray[np.float32]) -> None:
        self._vocabulary = Vocabulary.of(vocabulary)
        self.ids = {term: row for row, term in enumerate(vocabulary)}
        self._table = table

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read a file that `save` wrote.

        Raises:
            OSError: if the file is missing or is not such a file.
        """
        with np.load(path, allow_pickle=False) as stored:
            vocabulary = bytes(stored["vocabulary"]).decode().split("\n")
            table = stored["steps"].astype(np.float32) * stored["step_sizes"][:, None]
        return cls(vocabulary, table)

    def save(self, path: Path) -> None:
        """Write the vocabulary and the vectors, each rounded to 255 steps of its own size."""
        sizes = np.abs(self._table).max(axis=1) / 127
        steps = np.rint(self._table / np.maximum(sizes, 1e-12)[:, None]).astype(np.int8)
        text = "\n".join(self._vocabulary.terms).encode()
        np.savez_compressed(
            path,
            vocabulary=np.frombuffer(text, np.uint8),
            steps=steps,
            step_sizes=sizes.astype(np.float32),
        )

    @cached_property
    def name(self) -> str:
        """Tell this embedding from any other one: a digest of all it has learnt."""
        digest = sha256("\n".join(self._vocabulary.terms).encode())
        digest.update(np.ascontiguousarray(self._table).data)
        return f"static-{digest.hexdigest()[:16]}"

    @property
    def size(self) -> int:
        """The number of dimensions of a vector."""
        return int(self._table.shape[1])

    def vector(self, term: str) -> NDArray[np.float32]:
        """Return what a known term adds to a text."""
        found: NDArray[np.float32] = self._table[self.ids[term]]
        return found

    def weight(self, term: str) -> float:
        """Return how much a term counts: the length of its vector; 0 for one that is not known."""
        return float(np.linalg.norm(self.vector(term))) if term in self.ids else 0.0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text; all zeros where no term of the text is known."""
        rows = np.zeros((len(texts), self.size), np.float32)
        bags = self._vocabulary.bags(texts)
        for row, begin, end in zip(rows, bags.ends, bags.ends[1:], strict=False):
            # BLAS would wait for threads of its own, which is long where others work as well.
            known = self._table[bags.rows[begin:end]]
            np.einsum("i,ij->j", bags.weights[begin:end], known, out=row)
        lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows


@cache
def default_encoder() -> StaticEncoder:
    """Return the encoder that comes with the product, read once."""
    return StaticEncoder.load()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector of length 1 per text, by the encoder that comes with the product."""
    return default_encoder().encode(texts)
