"""What the drafting desk may ask outside the house, as the settings of an installation allow."""

from docgen.gongwen.speech.transcribe import SpeechAccess
from intake.settings import Settings
from models.llm import LanguageModel, ModelAccess


def make_assistant(settings: Settings) -> LanguageModel | None:
    """Return the model; None unless one is set up and may be sent texts of the desk."""
    told = settings.llm
    if not (settings.drafting.assist and told.url and told.model):
        return None
    access = ModelAccess(
        url=told.url,
        model=told.model,
        key=told.key.get_secret_value(),
        seconds=settings.drafting.assist_seconds,
        attempts=1,
        answer_form=told.answer_form,
        most_tokens=8000,
    )
    return LanguageModel(access)


def speech_access(settings: Settings) -> SpeechAccess | None:
    """Return how speech becomes text here; None where no endpoint is set up."""
    told = settings.drafting
    if not told.speech_url:
        return None
    key = told.speech_key.get_secret_value()
    return SpeechAccess(told.speech_url, told.speech_model, key, told.speech_seconds)
