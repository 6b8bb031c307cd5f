"""S7, C03, C05, C07, C08 and C10: firms and schools with matters beside transport."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.firms import give_project, give_unit, invent_firm
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.people import invent_home, invent_person
from intake.feeds.population.scenes.scene import Scene, by_firm


def new_agency(maker: Maker, scope: str) -> Facts:
    """Return a firm founded last week that serves shipping."""
    founded = maker.day(-7)
    firm = invent_firm(maker, "船务", scope, established_date=founded, ports="洋山深水港区")
    firm["permit_holder"] = firm["uscc"]
    principal = give_unit(maker, firm)["unit"]["principal"]
    firm["staff"] = {"holder": firm["uscc"], "resume": f"{principal}，从事船舶代理业务八年（样张）"}
    return firm


def ship_agency(maker: Maker) -> Scene:
    """S7A: a new agency of ships."""
    return by_firm(new_agency(maker, "国内船舶代理；船舶代理。"))


def freight_agency(maker: Maker) -> Scene:
    """S7B: a new agency of freight by water."""
    return by_firm(new_agency(maker, "水路货物运输代理。"))


def weather_damage(maker: Maker) -> Scene:
    """C03: a firm that needs a certificate of the weather."""
    firm = invent_firm(maker, "农业科技", "蔬菜种植；农产品销售。")
    typed = {
        "purpose": "保险理赔",
        "event_from": f"{maker.day(-9)} 08:00",
        "event_to": f"{maker.day(-8)} 20:00",
        "event_place": invent_home(maker, chongming=True)["address"],
        "elements": "降水量",
        "description": "暴雨致大棚积水（样张）",
        "delivery": "电子证明",
    }
    return by_firm(firm, typed)


def occupational_training(maker: Maker) -> Scene:
    """C05: a firm that sends someone to the training."""
    firm = give_unit(
        maker, invent_firm(maker, "机械制造", "机械设备制造。", industry="通用设备制造业")
    )
    firm["hazard"] = {"holder": firm["uscc"], "exposed": maker.rng.randint(3, 40), "kinds": "噪声"}
    trainee = invent_person(maker)
    trainee["job"] = {
        "holder": trainee["id_no"],
        "firm": firm["name"],
        "uscc": firm["uscc"],
        "since": maker.years(-2),
    }
    trainee["occupation"] = {
        "holder": trainee["id_no"],
        "no": "YZPX" + maker.number(8),
        "passed": maker.years(-1),
    }
    return by_firm(firm, {"trainee_id_no": trainee["id_no"]}, trainee=trainee)


def honoured_school(maker: Maker) -> Scene:
    """C07: a school that is proud of its sports."""
    firm = invent_firm(maker, "学校", "全日制小学教育。")
    firm["school"] = {"holder": firm["uscc"], "fitness": "96.5"}
    return by_firm(firm, {"apply_type": "单位", "achievements": "阳光体育（样张）"})


def public_place(maker: Maker) -> Scene:
    """C08: a hairdresser."""
    firm = give_unit(maker, invent_firm(maker, "理发", "理发服务。"))
    firm["premises"] = {
        "holder": firm["uscc"],
        "no": f"沪（2024）样字不动产权第{maker.number(6)}号",
        "area": f"{maker.rng.randint(30, 260)}",
    }
    typed = {"central_ac": "无", "water_type": "市政供水", "notify_commit": "是"}
    return by_firm(firm, typed)


def night_work(maker: Maker) -> Scene:
    """C10: a building site that must pour concrete at night."""
    firm = give_project(maker, invent_firm(maker, "房地产开发", "房地产开发经营。"))
    typed = {
        "process": "不可中断的混凝土浇捣",
        "start_time": f"{maker.day(6)} 22:00",
        "end_time": f"{maker.day(7)} 06:00",
        "work_volume": "800立方米",
    }
    return by_firm(firm, typed)


def new_store(maker: Maker) -> Scene:
    """B06: a store that sells cars."""
    home = invent_home(maker)
    address = home["address"].replace("样张区", "嘉定区")
    firm = invent_firm(maker, "汽车销售服务", "汽车销售；新能源汽车整车销售。", address=address)
    return by_firm(firm)


def used_car_dealer(maker: Maker) -> Facts:
    """Return a firm that trades in cars, with a store."""
    firm = invent_firm(maker, "汽车销售服务", "汽车销售；二手车经销。")
    firm["store"] = {"holder": firm["uscc"], "name": f"{firm['name']}样张门店"}
    invent_person(maker)
    return firm


FIRMS: Final[dict[str, Callable[[Maker], Scene]]] = {
    "S7A": ship_agency,
    "S7B": freight_agency,
    "C03": weather_damage,
    "C05": occupational_training,
    "C07": honoured_school,
    "C08": public_place,
    "C10": night_work,
    "B06": new_store,
}
