"""The language model that may put answers into words, as the settings of an installation allow."""

from intake.settings import Settings
from models.llm import LanguageModel, ModelAccess


def make_writer(settings: Settings) -> LanguageModel | None:
    """Return the model; None unless one is set up and may be sent questions and entries."""
    told = settings.llm
    if not (settings.knowledge.compose and told.url and told.model):
        return None
    access = ModelAccess(
        url=told.url,
        model=told.model,
        key=told.key.get_secret_value(),
        seconds=min(told.seconds, settings.knowledge.compose_seconds),
        attempts=1,
        answer_form=told.answer_form,
    )
    return LanguageModel(access)
