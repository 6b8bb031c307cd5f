"""A larger embedding by its name, behind an OpenAI-compatible endpoint."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from models.circuit import Circuit
from models.errors import ModelNonsenseError
from models.llm.access import ModelAccess
from models.llm.endpoint import Endpoint

NONSENSE: Final = "向量模型的回答无法理解，没有采用。"
NUMBERS_AT_ONCE: Final = 40_000
"""An answer with more of them may be longer than the endpoint's client takes in."""


class _Row(BaseModel):
    index: int
    embedding: list[float]


class _Answer(BaseModel):
    data: list[_Row]


class EndpointEncoder:
    """An embedding of others; safe to use from several threads, not from an event loop."""

    def __init__(self, access: ModelAccess, size: int, circuit: Circuit | None = None) -> None:
        """Ask the model of ``access``, whose vectors must have ``size`` dimensions."""
        self._model, self._size = access.model, size
        self._endpoint = Endpoint(access, circuit)

    @property
    def size(self) -> int:
        """The number of dimensions of a vector."""
        return self._size

    @property
    def name(self) -> str:
        """Tell it from other embeddings: the model's name at the endpoint."""
        return f"endpoint-{self._model}"

    def alive(self) -> bool:
        """Tell whether the endpoint can be asked now; takes two seconds at most."""
        return self._endpoint.alive()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text; an empty text is not sent and has a row of zeros.

        Raises:
            ModelUnavailableError: The endpoint did not answer, or is at rest after failures.
            ModelNonsenseError: It answered something else than one vector of the right size for
                each text; the index would compare what cannot be compared.
        """
        rows = np.zeros((len(texts), self._size), np.float32)
        told = [at for at, text in enumerate(texts) if text.strip()]
        most = max(NUMBERS_AT_ONCE // self._size, 1)
        for begin in range(0, len(told), most):
            part = told[begin : begin + most]
            rows[part] = self._ask([texts[at] for at in part])
        lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def _ask(self, texts: Sequence[str]) -> NDArray[np.float32]:
        content = self._endpoint.post("/embeddings", {"model": self._model, "input": list(texts)})
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError:
            raise ModelNonsenseError(NONSENSE) from None
        told = {row.index: row.embedding for row in answer.data}
        if told.keys() != set(range(len(texts))) or len(answer.data) != len(texts):
            raise ModelNonsenseError(NONSENSE)
        sizes = {len(row) for row in told.values()}
        if sizes != {self._size}:
            found = "、".join(map(str, sorted(sizes)))
            raise ModelNonsenseError(
                f"向量模型给出 {found} 维，而设置的是 {self._size} 维；请改正设置后重新建立索引。"
            )
        rows = np.array([told[at] for at in range(len(texts))], np.float32)
        if not np.isfinite(rows).all():
            raise ModelNonsenseError(NONSENSE)
        return rows
