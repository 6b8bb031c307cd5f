"""Invented documents of every form; all marked 样张."""

from datetime import date

from docgen.gongwen.document.official import Attachment, Form, Official, Part, Present

ORGANS = ("上海市样张交通委员会", "上海市样张公安局", "上海市样张应急管理局")
WORDS = (
    "为加强道路旅客运输安全管理，落实企业主体责任，根据有关规定，"
    "现就做好“两客一危”工作通知如下——坚持预防为主，请结合实际认真执行。"
)
BODY = (
    Part(text=WORDS),
    Part(text="一、总体要求", level=1),
    Part(text="（一）压实责任。", level=2, run_in=WORDS * 3),
    Part(text="1.建立台账。", level=3, run_in=WORDS * 2),
    Part(text="（1）逐项核对。", level=4),
    Part(rows=(("序号", "项目", "时限"), ("1", "车辆动态监控", "12月底"))),
    Part(text=WORDS * 12),
)
COMMON = Official(
    kind="notice",
    issuers=ORGANS[:1],
    number="沪样交发〔2026〕12号",
    title="上海市样张交通委员会关于印发《道路旅客运输安全专项整治工作方案》的通知",
    addressees="各区样张交通委员会，市样张交通执法总队",
    body=BODY,
    signed=ORGANS[:1],
    sealed=True,
    day=date(2026, 11, 29),
    note="此件公开发布",
    copies_to="样张办公厅，样张应急局",
    printer="样张办公室",
    printed=date(2026, 11, 30),
)


def changed(**words: object) -> Official:
    """Return the common document with other elements."""
    return Official.model_validate({**COMMON.model_dump(), **words})


SAMPLES = {
    "document": changed(
        copy_number="000001",
        secrecy="机密",
        secrecy_term="1年",
        urgency="特急",
        attachments=(Attachment(title="工作方案", parts=BODY), Attachment(title="分工表")),
    ),
    "up": changed(signatories=("张某某", "李某某", "王某某"), sealed=False),
    "joint": changed(issuers=ORGANS, signed=ORGANS),
    "letter": changed(form=Form.LETTER, number="沪样交函〔2026〕5号"),
    "order": changed(
        form=Form.ORDER,
        number="第12号",
        title="",
        addressees="",
        signed=(),
        office="市长",
        signer="张某某",
        note="",
        body=BODY[:1],
    ),
    "minutes": changed(
        form=Form.MINUTES,
        mark="样张委员会会议纪要",
        number="〔2026〕第3期",
        addressees="",
        signed=(),
        day=None,
        present=(Present(role="出席", names="张某某　李某某　" * 12),),
    ),
    "passing": changed(
        passed=Official(
            title="道路旅客运输安全专项整治工作方案",
            number="沪样运〔2026〕31号",
            addressees="各区样张局",
            body=BODY[:-1],
            attachments=(Attachment(title="分工表", parts=BODY[5:6]),),
            signed=ORGANS[1:2],
            sealed=True,
            day=date(2026, 11, 2),
        ),
    ),
    "plain": Official(
        form=Form.PLAIN, title="在样张会议上的发言", body=BODY, day=date(2026, 11, 29)
    ),
}
