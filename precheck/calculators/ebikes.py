"""电动自行车以旧换新: an instant rebate, in declared rounds only."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.errors import UndecidedError
from precheck.calculators.calculation import Calculation, Working, as_decimal
from precheck.calculators.facts import Day, Facts, Flag
from precheck.parameters import Parameters

LAW = Parameters.read(Path(__file__).with_name("ebikes.toml"), ("rebate",))


class EbikeFacts(Facts):
    """The old electric bicycle and the new one."""

    trade_date: Day | None = Field(None, title="交旧购新日期", description="不填的按计算日。")
    own_registered: Flag | None = Field(None, title="旧车是否在上海登记且在本人名下")
    scrapped_with_battery: Flag | None = Field(None, title="旧车是否连同电池交投报废")
    ccc: Flag | None = Field(None, title="新车是否有3C认证")
    new_battery: Literal["铅酸", "锂离子"] | None = Field(None, title="新车电池类型")
    gb43854: Flag | None = Field(
        None, title="锂离子电池是否符合GB 43854", description="铅酸电池不填。"
    )
    claimed: Flag | None = Field(None, title="本人是否已享受过补贴")


def rebate_runs(on: date, law: Parameters = LAW) -> bool:
    """Tell whether a round of rebates is declared for a day."""
    return Working(law, on).find("rebate") is not None


def ebike_rebate(facts: EbikeFacts, on: date) -> Calculation:
    """Return the rebate in yuan; raises ``UndecidedError`` on a day of no declared round."""
    working = Working(LAW, facts.trade_date or on)
    rebate = working.find("rebate")
    if rebate is None:
        rounds = "、".join(f"{row.since} 至 {row.until}" for row in LAW.dated("rebate"))
        raise UndecidedError(
            f"{working.day} 没有登记在案的上海市电动自行车以旧换新补贴轮次（已登记：{rounds}），"
            "无法计算。"
        )
    working.say(f"{rebate.since} 至 {rebate.until}：{rebate.title} {rebate.value} 元，每人一次。")
    working.presume(facts.own_registered, "旧车在上海注册登记且在本人名下")
    working.presume(facts.scrapped_with_battery, "旧车（含电池）交投并报废")
    working.presume(facts.ccc, "新车有3C认证")
    if facts.new_battery != "铅酸":
        working.presume(facts.gb43854, "新车使用锂离子电池的，符合GB 43854")
    working.presume(facts.claimed, "本人未享受过补贴", wanted=False)
    return working.pay(as_decimal(rebate))
