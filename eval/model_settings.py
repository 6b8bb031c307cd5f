"""A language model that is measured, as a command names it."""

from pydantic import ValidationError

from intake.settings import ModelSettings
from models.errors import InvalidRequestError


def model_settings(
    url: str, model: str, role: str, *, vision: bool = False
) -> ModelSettings | None:
    """Return how it is reached; None where none is named.

    Its key and time limit are those of the environment, and it may be sent texts. Raises
    ``InvalidRequestError`` naming the options ``--ROLE-url`` and ``--ROLE-model``.
    """
    if bool(url) != bool(model):
        raise InvalidRequestError(f"--{role}-url 与 --{role}-model 须同时给出。")
    if not url:
        return None
    try:
        return ModelSettings(url=url, model=model, send_text=True, vision=vision)
    except ValidationError as error:
        raise InvalidRequestError(
            f"{url} 不是语言模型的地址，应如 http://127.0.0.1:8000/v1。"
        ) from error
