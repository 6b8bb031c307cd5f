"""``zhiban knowledge policies``: what firms are checked against, and how one firm fits."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from knowledge.policies import Checkup, Library

HELP = (
    "政策智能体检：列出政策，写出编号看条件和材料；--count 只数数；--firm 按统一社会信用代码体检，"
    "--say 补充企业信息，如 staff_count=60。"
)


def command(
    code: Annotated[str, typer.Argument(help="政策编号，如 ZC01；不写为全部。")] = "",
    count: Annotated[bool, typer.Option("--count", help="只输出政策、条件、材料的数目。")] = False,
    firm: Annotated[str, typer.Option(help="统一社会信用代码：向登记库查询后体检。")] = "",
    say: Annotated[
        list[str] | None, typer.Option("--say", help="企业自报的信息，写成 名称=值。")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print policies, or how a firm fits them."""
    from intake.commands.output import print_json
    from knowledge.policies import read_library

    library = read_library()
    if code:
        library.policy(code)
    if count:
        counted = _counts(library)
        print_json(counted) if json else _show_counts(counted)
    elif firm or say:
        made = _checked(library, code, firm, say or [])
        print_json([each.model_dump(mode="json") for each in made]) if json else _show(made, code)
    elif json:
        chosen = [library.policy(code)] if code else library.policies.values()
        print_json([each.model_dump(mode="json") for each in chosen])
    else:
        _show_policy(library, code) if code else _list(library)


def _counts(library: "Library") -> dict[str, int]:
    policies = library.policies.values()
    return {
        "policies": len(library.policies),
        "conditions": sum(len(each.conditions) for each in policies),
        "hard": sum(condition.hard for each in policies for condition in each.conditions),
        "materials": sum(len(each.materials) for each in policies),
        "specimens": sum(each.specimen for each in policies),
        "keys": len(library.keys),
        "keys_from_registers": sum(bool(key.sources) for key in library.keys.values()),
    }


def _show_counts(counted: dict[str, int]) -> None:
    from intake.commands.output import print_line

    print_line(
        f"政策 {counted['policies']} 项（其中区级样张 {counted['specimens']} 项），"
        f"条件 {counted['conditions']} 条（硬性 {counted['hard']} 条），"
        f"材料 {counted['materials']} 份；企业信息 {counted['keys']} 项，"
        f"其中 {counted['keys_from_registers']} 项可由登记库带出。"
    )


def _checked(library: "Library", code: str, firm: str, say: list[str]) -> "tuple[Checkup, ...]":
    from intake.clock import today
    from intake.connecting import connect
    from intake.knowledge.policies.reckoning import calculator_on
    from intake.knowledge.policies.registers import edit_profile, fill_profile, plain_code
    from intake.registry import read_registry
    from intake.settings import Settings
    from knowledge.policies import Profile, check_all, prove_values
    from models.errors import InvalidRequestError

    told = dict(each.split("=", 1) for each in say if "=" in each)
    if len(told) < len(say):
        raise InvalidRequestError("企业信息写成 名称=值，且每项只写一次，如 staff_count=60。")
    prove_values(library.keys, told)
    profile = Profile(uscc=plain_code(firm) if firm else "")
    if firm:
        registry = read_registry()
        connectors = connect(registry, Settings())
        profile = fill_profile(library.keys, registry.sources, connectors, profile)
    profile = edit_profile(library.keys, profile, told)
    made = check_all(library, profile, today(), calculator_on(today()))
    return tuple(each for each in made if code in ("", each.policy))


def _list(library: "Library") -> None:
    from intake.commands.output import print_table

    rows = [
        (each.id, each.title, each.kind, each.level, str(len(each.conditions)), _specimen(each))
        for each in library.policies.values()
    ]
    print_table("政策", ("编号", "名称", "类别", "层级", "条件", ""), rows)


def _specimen(policy: Any) -> str:  # noqa: ANN401 - a policy or its check-up
    return "样张" if policy.specimen else ""


def _show_policy(library: "Library", code: str) -> None:
    from intake.commands.output import print_line

    policy = library.policy(code)
    print_line(f"{policy.id} {policy.title}（{policy.department}）{_specimen(policy)}")
    print_line(policy.summary)
    print_line("条件：")
    for each in policy.conditions:
        print_line(
            f"- {'［硬性］' if each.hard else ''}{each.plain}：{each.official}（{each.basis}）"
        )
    print_line("材料：")
    for paper in policy.materials:
        print_line(f"- {paper.plain}（{paper.official}），来源：{paper.origin}")
    print_line("依据：")
    for source in policy.sources:
        print_line(f"- {source.title} {source.number}（{source.basis}）")


def _show(made: "tuple[Checkup, ...]", code: str) -> None:
    from intake.commands.output import print_line, print_table

    rows = [
        (each.policy, each.title, each.verdict.value, f"{each.fit.share:.0%}", _worth(each))
        for each in made
    ]
    print_table("体检结果（仅供参考）", ("编号", "政策", "结论", "已满足", "金额测算（元）"), rows)
    for each in made if code else ():
        for number, step in enumerate(each.steps, 1):
            print_line(f"{number}. {step.title}：{step.action}")


def _worth(checkup: "Checkup") -> str:
    amount = checkup.amount
    if amount is None or amount.high is None:
        return "—"
    return (
        f"{amount.low:,.0f}"
        if amount.low == amount.high
        else f"{amount.low:,.0f}～{amount.high:,.0f}"
    )
