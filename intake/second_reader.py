"""The language model of an installation, as its settings allow it."""

from extractors.llm.second_reader import SecondReader
from intake.settings import ModelSettings
from models.llm import LanguageModel, ModelAccess


def make_second_reader(settings: ModelSettings) -> SecondReader | None:
    """Return the second reader; None when it is off."""
    if not settings.on:
        return None
    access = ModelAccess(
        url=settings.url,
        model=settings.model,
        key=settings.key.get_secret_value(),
        seconds=settings.seconds,
        answer_form=settings.answer_form,
    )
    return SecondReader(LanguageModel(access), settings.send_text, settings.vision)
