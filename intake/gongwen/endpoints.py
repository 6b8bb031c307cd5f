"""What the drafting desk may ask outside the house, as the settings of an installation allow."""

from docgen.gongwen.speech.transcribe import SpeechAccess
from docgen.gongwen.spelling.corrector import Corrector
from docgen.gongwen.spelling.judging import Judge
from intake.settings import ModelSettings, Settings
from models.llm import LanguageModel, ModelAccess


def make_assistant(settings: Settings) -> LanguageModel | None:
    """Return the model; None unless one is set up and may be sent texts of the desk."""
    if not settings.drafting.assist:
        return None
    return _model(settings.llm, settings.drafting.assist_seconds)


def make_judge(settings: Settings) -> Judge | None:
    """Return what judges spelling; None unless a model is set up and may be sent sentences."""
    told = settings.drafting
    return judge_by(settings.llm, told.judge_seconds) if told.judge else None


def judge_by(
    told: ModelSettings, seconds: float, corrector: Corrector | None = None
) -> Judge | None:
    """Return what judges what a corrector finds, ours by default; None where no model is set up."""
    model = _model(told, seconds)
    return Judge(model, seconds, corrector) if model else None


def _model(told: ModelSettings, seconds: float) -> LanguageModel | None:
    """Return the model that is set up, asked once and with such patience."""
    if not (told.url and told.model):
        return None
    access = ModelAccess(
        url=told.url,
        model=told.model,
        key=told.key.get_secret_value(),
        seconds=seconds,
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
