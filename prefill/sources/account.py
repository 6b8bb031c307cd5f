"""What the account knows: the person or firm who has logged in."""

from prefill.sources.connector import Answer, Offer, Question


class AccountConnector:
    """Answers from the subject of the filing."""

    def ask(self, question: Question) -> Answer:
        """Return the subject's attributes, if the account is of a kind the query speaks of."""
        subject = question.filing.subject
        if subject.kind not in question.query.by:
            return Answer(note=f"当前账号不是{'、'.join(question.query.by)}账号")
        known = subject.model_dump() | {"firm_kind": subject.firm_kind}
        texts = {key: known.get(question.name(key), "") for key in question.keys}
        return Answer(tuple(Offer(key, text) for key, text in texts.items() if text))
