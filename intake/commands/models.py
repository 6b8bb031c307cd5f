"""``zhiban models``: the fifteen models, called on this machine."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from intake.invocation.envelope import Answer

app = typer.Typer(help="智能模型：目录、调用、评测报告、接口格式。", no_args_is_help=False)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Code = Annotated[str, typer.Argument(help="模型编号，如 M01。")]


@app.callback(invoke_without_command=True)
def list_models(context: typer.Context, json: Json = False) -> None:
    """智能模型：目录、调用、评测报告、接口格式。"""
    from intake.commands.output import print_json, print_table
    from intake.invocation.catalogue import KINDS, describe
    from intake.registry import read_registry

    if context.invoked_subcommand:
        return
    registry = read_registry()
    listed = [describe(registry, model) for model in registry.models.values()]
    if json:
        print_json(listed)
        return
    rows = [
        (each["code"], each["name"], KINDS[each["kind"]], each["version"], each["accuracy_text"])
        for each in listed
    ]
    print_table("智能模型", ("编号", "名称", "类别", "版本", "实测准确率"), rows)


@app.command()
def invoke(
    code: Code,
    files: Annotated[list[Path] | None, typer.Argument(help="图片、PDF 或 OFD 文件。")] = None,
    subject: Annotated[str, typer.Option(help="申请人姓名或企业名称。")] = "",
    subject_no: Annotated[str, typer.Option(help="申请人证件号码或统一社会信用代码。")] = "",
    known: Annotated[
        list[str] | None, typer.Option("--form", help="已知的表单内容，如 plate_no=沪DA1234。")
    ] = None,
    json: Json = False,
) -> None:
    """调用一个模型；识别模型须给出文件，数据免填模型可以只给申请人。"""
    from intake.commands.output import print_json
    from intake.invocation.envelope import Applicant, say
    from intake.invocation.locally import invoke_locally

    applicant = Applicant(name=subject, id_no=subject_no)
    answer = invoke_locally(code, files or [], applicant, _pairs(known or []))
    if json:
        print_json(say(answer))
    else:
        _show(answer)
    if not answer.is_success:
        raise typer.Exit(1)


@app.command()
def report(code: Code, json: Json = False) -> None:
    """一个模型的评测：何时、用什么样本、准确率多少。"""
    from intake.commands.output import print_json, print_line, print_table
    from intake.invocation.catalogue import report_of
    from intake.registry import read_registry

    told = report_of(read_registry().model(code))
    if json:
        print_json(told)
        return
    counts = ("samples", "fields", "right", "wrong")
    rows = [
        (name, *(str(each[count]) for count in counts), f"{each['accuracy']:.1%}")
        for name, each in told["groups"].items()
    ]
    print_table(
        f"{code} {told['version']}", ("样本", "份数", "栏目", "正确", "错误", "准确率"), rows
    )
    print_line(f"{told['measured_on']}，{told['samples']}；{told['command']}")


@app.command()
def schema(code: Code) -> None:
    """一个模型的请求与应答格式（JSON Schema）。"""
    from intake.commands.output import print_json
    from intake.invocation.schema import schema_of
    from intake.registry import read_registry

    registry = read_registry()
    print_json(schema_of(registry, registry.model(code)))


@app.command()
def statistics(
    days: Annotated[int, typer.Option(min=1, max=366, help="天数。")] = 7, json: Json = False
) -> None:
    """各模型每天的调用次数、成功率和耗时。"""
    from intake.commands.output import print_json, print_table
    from intake.invocation.figures import day_shapes
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        figures = day_shapes(session, days)
    if json:
        print_json(figures)
        return
    columns = ("日期", "模型", "次数", "成功率", "p50 毫秒", "p95 毫秒")
    print_table("调用统计", columns, [_row(each) for each in figures])


def _row(each: dict[str, Any]) -> tuple[str, ...]:
    share = f"{each['success']:.1%}"
    return (
        each["day"],
        each["model"],
        *map(str, (each["count"], share, each["p50_ms"], each["p95_ms"])),
    )


def _pairs(known: list[str]) -> dict[str, str]:
    from models.errors import InvalidRequestError

    for each in known:
        if "=" not in each:
            raise InvalidRequestError(f"--form 应写成 栏目=内容，收到的是“{each}”。")
    return dict(each.split("=", 1) for each in known)


def _show(answer: "Answer") -> None:
    from intake.commands.output import print_line, print_table

    data: Any = answer.data
    print_line(answer.msg)
    if not answer.is_success:
        return
    rows = [
        (each["label"], _text(each["normalized"]), each["source"], f"{each['confidence']:.2f}")
        for each in data["fields"]
    ]
    title = f"{data['modelCode']} {data['modelVersion']}"
    print_table(title, ("栏目", "内容", "来源", "把握"), rows)
    for warning in data["warnings"]:
        print_line(warning["message"])


def _text(value: Any) -> str:  # noqa: ANN401 - anything JSON can say
    if isinstance(value, list):
        return f"{len(value)} 行"
    return "" if value is None else str(value)
