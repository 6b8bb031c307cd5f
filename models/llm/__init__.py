"""Language models behind an OpenAI-compatible endpoint: what is asked, and what is let in.

One client serves every user of a model in the product. It promises a parsed answer of a declared
schema within a bounded time, or one of two named errors; it never believes what it was told.
"""

from models.llm.access import AnswerForm, ChatMessage, ModelAccess
from models.llm.client import LanguageModel

__all__ = ["AnswerForm", "ChatMessage", "LanguageModel", "ModelAccess"]
