"""Invented official documents of all fifteen kinds: the truth that recognition is measured on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Attachment, Form, Official, Part, Present
from models.specs import Spec, read_spec

FILE = Path(__file__).with_name("vocabulary.toml")
FIGURES = "一二三四五六七八九十"
UPWARD = ("report", "request")
UNADDRESSED = ("resolution", "decision", "order", "communique", "announcement", "public_notice")
IN_PERSON = ("order", "bill")
SUBJECTS = {
    "reply": "关于同意{topic}的批复",
    "report": "关于{topic}情况的报告",
    "bill": "关于提请审议{topic}的议案",
    "opinions": "关于{topic}的实施意见",
    "letter": "关于商请支持{topic}的函",
    "decision": "关于{topic}的决定",
}
OFFICES = ("市长", "区长", "主任", "州长", "局长")


class Words(Spec):
    """One of the two vocabularies."""

    regions: tuple[str, ...]
    bodies: tuple[str, ...]
    units: tuple[str, ...]
    above: tuple[str, ...]
    topics: tuple[str, ...]
    papers: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    closings: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    codes: tuple[str, ...]
    """What document numbers begin with."""


class Vocabulary(Spec):
    """Both of them."""

    tuning: Words
    unseen: Words


@cache
def read_vocabulary() -> Vocabulary:
    """Return the words; the file is read once."""
    return read_spec(FILE, Vocabulary)


def statutory() -> tuple[str, ...]:
    """Return the fifteen kinds of 条例 第八条."""
    return tuple(name for name, kind in read_kinds().items() if kind.statutory)


def invent(kind: str, words: Words, chance: Random) -> Official:
    """Return a document of a kind, its elements chosen at random; the same chance, the same one."""
    return _Inventor(kind, words, chance).official()


@dataclass(frozen=True)
class _Inventor:
    kind: str
    words: Words
    chance: Random

    def official(self) -> Official:
        form = self._form()
        issuers = self._issuers(form)
        day = date(2026, 1, 4) + timedelta(days=self.chance.randrange(350))
        closing = form is not Form.LETTER and self._likely(0.7)
        secret = self._likely(0.25)
        signs = form is not Form.MINUTES and self.kind not in IN_PERSON
        official = Official(
            form=form,
            kind=self.kind,
            copy_number=f"{self.chance.randrange(1, 400):06d}" if secret else "",
            secrecy=self.chance.choice(("机密", "秘密")) if secret else "",
            secrecy_term=self.chance.choice(("1年", "5年", "")) if secret else "",
            urgency=self.chance.choice(("特急", "加急")) if self._likely(0.25) else "",
            mark=self._mark(form, issuers),
            issuers=issuers,
            number=self._number(form, day),
            signatories=self._people(len(issuers)) if self.kind in UPWARD else (),
            title=self._title(form, issuers[0]),
            addressees=self._addressees(),
            present=self._present() if form is Form.MINUTES else (),
            body=self._body(),
            attachments=self._attachments() if form is not Form.MINUTES else (),
            signed=issuers if signs else (),
            day=day if form is not Form.MINUTES else None,
            note=self._note() if self._likely(0.4) and form is not Form.ORDER else "",
            copies_to=self._copies() if closing else "",
            printer=self._body_name().removesuffix("办公室") + "办公室" if closing else "",
            printed=day + timedelta(days=1) if closing else None,
        )
        return self._in_person(official) if self.kind in IN_PERSON else official

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share

    def _form(self) -> Form:
        return self.chance.choice(read_kinds()[self.kind].forms)

    def _body_name(self) -> str:
        return self.chance.choice(self.words.regions) + self.chance.choice(self.words.bodies)

    def _issuers(self, form: Form) -> tuple[str, ...]:
        joint = form is Form.DOCUMENT and self.kind != "bill" and self._likely(0.2)
        return tuple({self._body_name(): 0 for _ in range(2 if joint else 1)})

    def _mark(self, form: Form, issuers: tuple[str, ...]) -> str:
        if form is Form.ORDER:
            return f"{issuers[0]}令"
        if form is Form.MINUTES:
            return f"{issuers[0]}{self.chance.choice(('专题会议', '办公会议', ''))}纪要"
        return issuers[0] if form is Form.LETTER else "\n".join(issuers) + "文件"

    def _number(self, form: Form, day: date) -> str:
        count = self.chance.randrange(1, 180)
        if form is Form.ORDER:
            return f"第{count}号"
        if form is Form.MINUTES:
            return f"第{count}期"
        code = self.chance.choice(self.words.codes)
        return f"{code}{'函' if form is Form.LETTER else '发'}〔{day.year}〕{count}号"

    def _title(self, form: Form, issuer: str) -> str:
        if form is Form.ORDER:
            return ""
        topic = self.chance.choice(self.words.topics)
        usual = f"关于{topic}的{read_kinds()[self.kind].title}"
        subject = SUBJECTS.get(self.kind, usual).format(topic=topic)
        return (issuer if self._likely(0.6) else "") + subject

    def _addressees(self) -> str:
        if self.kind in UNADDRESSED or self.kind == "minutes":
            return ""
        if self.kind in (*UPWARD, "bill"):
            return self.chance.choice(self.words.above)
        return "，".join(self.chance.sample(self.words.units, self.chance.randrange(1, 4)))

    def _people(self, count: int) -> tuple[str, ...]:
        return tuple(
            self.chance.choice(self.words.surnames) + self.chance.choice(self.words.given)
            for _ in range(count)
        )

    def _present(self) -> tuple[Present, ...]:
        roles = ["出席", *(role for role in ("请假", "列席") if self._likely(0.7))]
        return tuple(Present(role=role, names="、".join(self._people(3))) for role in roles)

    def _body(self) -> tuple[Part, ...]:
        parts = [self._paragraph()]
        if self._likely(0.75):
            for at in range(self.chance.randrange(2, 4)):
                parts.extend(self._section(at))
        else:
            parts.extend(self._paragraph() for _ in range(self.chance.randrange(1, 4)))
        if self._likely(0.15):
            parts.append(self._table())
        if self._likely(0.6):
            parts.append(Part(text=self.chance.choice(self.words.closings)))
        return tuple(parts)

    def _paragraph(self) -> Part:
        count = self.chance.randrange(1, 4)
        return Part(text="".join(self.chance.sample(self.words.sentences, count)))

    def _section(self, at: int) -> list[Part]:
        heading = self.chance.choice(self.words.headings)
        parts = [Part(text=f"{FIGURES[at]}、{heading}", level=1), self._paragraph()]
        if self._likely(0.6):
            run_in = f"（一）{self.chance.choice(self.words.headings)}。"
            parts.append(Part(text=run_in, level=2, run_in=self._paragraph().text))
        if self._likely(0.3):
            own = Part(text=f"1.{self.chance.choice(self.words.headings)}", level=3)
            parts.extend((own, self._paragraph()))
        return parts

    def _table(self) -> Part:
        rows = [("序号", "名称", "数量"), ("1", self.chance.choice(self.words.papers), "20")]
        return Part(rows=tuple(rows))

    def _attachments(self) -> tuple[Attachment, ...]:
        count = self.chance.choice((0, 0, 1, 2))
        bound = self._likely(0.5)
        names = self.chance.sample(self.words.papers, count)
        return tuple(
            Attachment(title=name, parts=(self._paragraph(),) if bound else ()) for name in names
        )

    def _note(self) -> str:
        telephone = f"5555{self.chance.randrange(1000, 9999)}"
        contact = f"联系人：{self._people(1)[0]}；联系电话：{telephone}"
        return self.chance.choice((contact, "此件公开发布", "此件依申请公开"))

    def _copies(self) -> str:
        return "，".join(self.chance.sample((*self.words.units, *self.words.above), 3))

    def _in_person(self, official: Official) -> Official:
        signer = {"office": self.chance.choice(OFFICES), "signer": self._people(1)[0]}
        return official.model_copy(update=signer)
