"""``zhiban knowledge ask``: a question to the knowledge base, answered on the screen."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.store.knowledge_turns import Turn

HELP = "向知识库提问：回答附引用，问题不明确时追问，没有依据时说明去哪里问。"


def command(
    question: Annotated[str, typer.Argument(help="问题。")],
    audience: Annotated[str, typer.Option(help="个人或企业。")] = "",
    district: Annotated[str, typer.Option(help="所在区，如 崇明区。")] = "",
    conversation: Annotated[str, typer.Option(help="接着哪段对话问，为上次输出的编号。")] = "",
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print what comes of a question."""
    from contextlib import closing

    from intake.api.knowledge_ask import turn_shape
    from intake.commands.output import print_json
    from intake.knowledge.asking import Question, ask
    from intake.office import open_office
    from intake.settings import Settings

    with closing(open_office(Settings())) as office:
        asked = Question(
            text=question,
            audience=audience,
            district=district,
            conversation=conversation,
            source="zhiban knowledge ask",
        )
        turn = ask(office, asked)
    print_json(turn_shape(turn)) if json else _show(turn)


def _show(turn: "Turn") -> None:
    from intake.commands.output import print_line

    if turn.changed:
        print_line(f"您问的是：{turn.understood}")
    for line in _lines(turn):
        print_line(line)
    print_line(f"对话编号：{turn.conversation}")


def _lines(turn: "Turn") -> list[str]:
    if turn.ask_back:
        return [turn.ask_back.text, *(f"- {each.label}" for each in turn.ask_back.choices)]
    if turn.decline:
        near = [f"- {each.title}" for each in turn.decline.nearest]
        return [turn.decline.text, *near, f"可以咨询：{'、'.join(turn.decline.turn_to)}"]
    answer = turn.answer
    if answer is None:
        return []
    said = [f"{each.text}{''.join(f'[{n}]' for n in each.cites)}" for each in answer.sentences]
    warning = [] if answer.sure else ["以下内容可能相关，请核对出处后使用："]
    cited = [
        f"[{each.number}] {each.title}（第 {each.version} 版，{each.source.title}）"
        for each in answer.citations
    ]
    return [*warning, *said, "出处：", *cited]
