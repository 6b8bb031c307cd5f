"""What the account knows: the person or firm who has logged in."""

from prefill.sources.connector import Answer, Offer, Question


class AccountConnector:
    """Answers from the subject of the filing."""

    def ask(self, question: Question) -> Answer:
        """Return the subject's attributes, if the account is of the kind the source speaks of."""
        subject = question.filing.subject
        if subject.kind != question.source.subject:
            return Answer(note=f"当前账号不是{question.source.subject}账号")
        known = subject.model_dump()
        texts = {key: known.get(question.name(key), "") for key in question.keys}
        return Answer(tuple(Offer(key, text) for key, text in texts.items() if text))
