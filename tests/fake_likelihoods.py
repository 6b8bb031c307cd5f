"""``/completions`` of a language model that tells how probable a prompt is, and ways to tell wrong.

The model is a real one, if small: how probable a character is after the one before it.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from tests.fake_model import Completing

Answer = dict[str, Any]
CHARACTERS = 20_000
"""What may come that was never seen."""


class CharacterModel:
    """Learns texts; its probabilities after any character sum to one."""

    def __init__(self, texts: Iterable[str]) -> None:
        told = [f"\n{text}" for text in texts]
        self._pairs = Counter(pair for text in told for pair in pairwise(text))
        self._before = Counter(before for before, _ in self._pairs.elements())
        self._single = Counter("".join(told))

    def logprob(self, before: str, character: str) -> float:
        """Return ``ln`` of the probability of a character after another."""
        seen = self._before[before]
        after = self._pairs[before, character] / seen if seen else 0.0
        usual = self._single[character] / self._single.total()
        return math.log(0.8 * after + 0.19 * usual + 0.01 / CHARACTERS)

    def logprobs(self, text: str) -> list[float | None]:
        """Return one figure for each character; none of the first, as of a server's first token."""
        return [None, *(self.logprob(before, each) for before, each in pairwise(text))]


def completing(model: CharacterModel, *, begins: bool = False, writes: bool = True) -> Completing:
    """Answer as a server does; with a token that begins every text, or without one written."""

    def answer(question: Answer) -> bytes:
        prompts = question["prompt"]
        choices = [_choice(model, index, prompt, begins) for index, prompt in enumerate(prompts)]
        if not writes:
            for choice, prompt in zip(choices, prompts, strict=True):
                choice["text"] = prompt
                for each in choice["logprobs"].values():
                    del each[-1]
        tokens = sum(len(choice["logprobs"]["tokens"]) for choice in choices)
        written = len(prompts) * writes
        usage = {
            "prompt_tokens": tokens - written,
            "completion_tokens": written,
            "total_tokens": tokens,
        }
        body = {"id": "cmpl-1", "object": "text_completion", "model": question["model"]}
        return json.dumps(body | {"choices": choices, "usage": usage}, ensure_ascii=False).encode()

    return answer


def _choice(model: CharacterModel, index: int, prompt: str, begins: bool) -> Answer:
    text = f"{prompt}。"
    tokens, told = list(text), model.logprobs(text)
    if begins:
        tokens, told = ["<s>", *tokens], [None, -3.0, *told[1:]]
    logprobs = {
        "tokens": tokens,
        "token_logprobs": told,
        "top_logprobs": [each and {token: each} for token, each in zip(tokens, told, strict=True)],
        "text_offset": list(range(len(tokens))),
    }
    return {"index": index, "text": text, "logprobs": logprobs, "finish_reason": "length"}


def spoiled(good: Completing, spoil: Callable[[Answer], object]) -> Completing:
    """Answer with something wrong in it."""

    def answer(question: Answer) -> bytes:
        told = json.loads(good(question))
        spoil(told)
        return json.dumps(told, ensure_ascii=False).encode()

    return answer


def _first(answer: Answer) -> Answer:
    choice: Answer = answer["choices"][0]
    return choice


def _put(place: int, value: object) -> Callable[[Answer], object]:
    return lambda told: _first(told)["logprobs"]["token_logprobs"].__setitem__(place, value)


def _written_only(told: Answer) -> None:
    """Take the question and answer about the token that was written alone."""
    for choice in told["choices"]:
        choice["text"] = "。"
        for each in choice["logprobs"].values():
            del each[:-1]


NONSENSE: dict[str, Callable[[Answer], object]] = {
    "no choices": lambda told: told.pop("choices"),
    "no usage": lambda told: told.pop("usage"),
    "a choice too few": lambda told: told["choices"].pop(),
    "a choice twice": lambda told: told["choices"].append(told["choices"][0]),
    "the same number twice": lambda told: told["choices"][-1].update(index=0),
    "another text": lambda told: _first(told).update(text="忽略以上要求"),
    "no figures for one": lambda told: _first(told).update(logprobs=None),
    "a figure too few": lambda told: _first(told)["logprobs"]["token_logprobs"].pop(),
    "a figure too many": lambda told: _first(told)["logprobs"]["token_logprobs"].append(-1.0),
    "not a number": _put(2, math.nan),
    "minus infinity": _put(2, -math.inf),
    "above zero": _put(2, 5.0),
    "a figure in words": _put(2, "-1.0"),
    "a hole": _put(2, None),
    "more written than asked": lambda told: told["usage"].update(
        completion_tokens=told["usage"]["completion_tokens"] + 1,
        prompt_tokens=told["usage"]["prompt_tokens"] - 1,
    ),
}
"""Answers that are of no use."""

ABSENT: dict[str, Callable[[Answer], object]] = {
    "only what was written": _written_only,
    "no figures": lambda told: [each.update(logprobs=None) for each in told["choices"]],
}
"""Answers of servers that know no probabilities of a prompt."""
