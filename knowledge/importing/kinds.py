"""What kind of entry a text is: by its articles, its questions, its sections, or its title."""

from collections.abc import Sequence
from typing import Final

from knowledge.entries.entry import Kind
from knowledge.importing.blocks import Block
from knowledge.importing.declared import GUIDE_WORDS, KIND_WORDS
from knowledge.importing.outline import articles_in, questions_in, without_number

_HEADINGS: Final = {
    name: each.key for each in GUIDE_WORDS.section for name in (each.title, *each.labels)
}


def kind_of(title: str, blocks: Sequence[Block]) -> Kind:
    """Return the kind of a text whose headings are known."""
    if len(set(articles_in(blocks))) >= KIND_WORDS.fewest_articles:
        return Kind.LAW
    if len(questions_in(blocks)) >= KIND_WORDS.fewest_questions:
        return Kind.FAQ
    named = {_HEADINGS.get(without_number(block.words)) for block in blocks if block.level} - {None}
    if len(named) >= GUIDE_WORDS.fewest:
        return Kind.GUIDE
    for rule in KIND_WORDS.rule:
        if any(word in title for word in rule.words):
            return rule.kind
    return KIND_WORDS.otherwise
