"""S4 to S6, S9, C01, C12 and T01, T02: who carries goods, rents cars or watches over both."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.firms import give_permit, give_unit, invent_firm
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.others import invent_ship
from intake.feeds.population.people import invent_person
from intake.feeds.population.scenes.scene import Scene, by_firm
from intake.feeds.population.vehicles import give_certificate, invent_vehicle

HEAVY: Final = "道路普通货物运输，道路大型物件运输（一类）"


def new_haulier(maker: Maker) -> Scene:
    """S4A: a firm that puts its first lorry on the road, with a qualified driver."""
    firm = invent_firm(maker, "货物运输")
    driver = invent_person(maker)
    firm["staff"] = {"holder": firm["uscc"], "driver_cert": driver["id_no"]}
    vehicle = give_certificate(maker, invent_vehicle(maker, "lorry", firm))
    typed = {
        "apply_scope": "道路普通货物运输",
        "vehicle_count": "1",
        "vehicle_plate": vehicle["plate_no"],
    }
    return by_firm(firm, typed, vehicle=vehicle)


def renewed_haulier(maker: Maker) -> Scene:
    """S4B: a permit that ends within thirty days."""
    firm = give_permit(maker, invent_firm(maker, "货物运输"), valid_to=maker.day(15))
    return by_firm(firm)


def certified_lorry(maker: Maker) -> Scene:
    """S5: a lorry of a firm that may carry goods; a second one stands by."""
    firm = give_permit(maker, invent_firm(maker, "货物运输"))
    lorries = [give_certificate(maker, invent_vehicle(maker, "lorry", firm)) for _ in range(2)]
    return by_firm(firm, {"plate_no": lorries[0]["plate_no"]}, vehicle=lorries[0])


def new_renter(maker: Maker) -> Scene:
    """S6A: a firm that rents out cars."""
    firm = give_unit(maker, invent_firm(maker, "汽车租赁", "小型微型客车租赁经营服务。"))
    firm["premises"] = {
        "holder": firm["uscc"],
        "no": f"沪（2024）样字不动产权第{maker.number(6)}号",
    }
    firm["permit_holder"] = firm["uscc"]
    return by_firm(firm, {"service_mode": "普通租赁"})


def rented_car(maker: Maker) -> Scene:
    """S6B: a car of a firm that rents out cars."""
    firm = invent_firm(maker, "汽车租赁", "小型微型客车租赁经营服务。")
    firm["permit_holder"] = firm["uscc"]
    firm["rental"] = {"holder": firm["uscc"], "no": "沪租备310120" + maker.number(5)}
    vehicle = invent_vehicle(maker, "rental", firm)
    return by_firm(firm, {"vehicle_source_type": "在用车"}, vehicle=vehicle)


def heavy_haulier(maker: Maker) -> tuple[Facts, Facts, Facts]:
    """Return a firm that carries what is large, with its tractor and trailer."""
    firm = give_permit(maker, invent_firm(maker, "大件运输"), HEAVY)
    tractor = give_certificate(maker, invent_vehicle(maker, "tractor", firm))
    trailer = give_certificate(maker, invent_vehicle(maker, "trailer", firm))
    tractor["train"] = {"axles": 6, "tyres": 22, "spacing": "3800+1350+8000+1310+1310"}
    plates = {"tractor": tractor["plate_no"], "trailer": trailer["plate_no"]}
    firm["train"] = {"holder": firm["uscc"]} | plates
    firm["route"] = {
        "holder": firm["uscc"],
        "start": "上海市样张区样张码头",
        "end": "上海市样张区松岚大道88号",
        "origin": "310000",
        "via": "320000",
        "text": "样张码头—松岚大道—G40沪陕高速公路—松岚大道88号",
    }
    return firm, tractor, trailer


def large_load(maker: Maker) -> Scene:
    """S9, C12: a transformer of thirty tonnes, wider than allowed."""
    firm, tractor, trailer = heavy_haulier(maker)
    typed = {
        "cargo_name": "变压器（样张）",
        "cargo_size": "8.2×3.2×3.1",
        "cargo_mass": "28000",
        "loaded_size": "17.5×3.2×4.3",
        "loaded_total_mass": "49000",
        "axle_loads": "6500,8500,8500,8500,8500,8500",
        "drive_period": f"{maker.day(10)} 至 {maker.day(40)}",
        "drive_from": maker.day(10),
        "drive_to": maker.day(40),
    }
    return by_firm(firm, typed, tractor=tractor, trailer=trailer)


def cold_lorry(maker: Maker) -> Scene:
    """C01: a cold store on wheels with its inspection report."""
    firm = give_permit(maker, invent_firm(maker, "冷链物流"))
    vehicle = give_certificate(maker, invent_vehicle(maker, "reefer", firm))
    report = {
        "plate_no": vehicle["plate_no"],
        "vin": vehicle["vin"],
        "report_no": vehicle["inspection"]["report_no"],
        "inspection_date": maker.day(-20),
        "conclusion": "合格",
        "valid_to": vehicle["inspection_valid_to"],
        "agency": "样张市众安机动车检测有限公司",
    }
    vehicle["report"] = report
    typed = {
        "plate_no": vehicle["plate_no"],
        "reefer_class": "冷藏车(机械制冷)",
        "temp_device": "机械制冷机组",
    }
    scene = by_firm(firm, typed, vehicle=vehicle)
    return Scene(firm, scene.cast, typed, {"vehicle_inspection_report": report})


def positioning_service(maker: Maker) -> Scene:
    """T01: a firm whose platform watches lorries."""
    firm = give_unit(maker, invent_firm(maker, "信息科技", "信息技术服务；卫星定位运营服务。"))
    holder = {"holder": firm["uscc"]}
    firm["platform"] = holder | {
        "name": "样张车辆监控平台",
        "vehicles": maker.rng.randint(300, 9000),
    }
    firm["notice"] = holder | {"batch": "第18批", "no": "YZ" + maker.number(5)}
    firm["mlps"] = holder | {"no": "310120" + maker.number(9), "level": "三级"}
    firm["telecom"] = holder | {"no": "沪B2-2026" + maker.number(4)}
    return by_firm(firm)


def shipping_line(maker: Maker) -> Scene:
    """T02: a firm with ships and the people to run them."""
    firm = invent_firm(maker, "航运", "国内水路货物运输。")
    holder = {"holder": firm["uscc"]}
    ships = [invent_ship(maker, firm, gt=maker.rng.randint(1800, 3000)) for _ in range(3)]
    firm["water"] = holder | {
        "no": "沪水SJ" + maker.number(6),
        "valid_to": maker.day(50),
        "scope": "国内沿海及长江中下游普通货船运输",
    }
    firm["fleet"] = holder | {"ships": len(ships), "gross": sum(ship["gt"] for ship in ships)}
    head, engineer = invent_person(maker)["name"], invent_person(maker)["name"]
    firm["staff"] = holder | {"safety_head": head, "engine_head": engineer}
    firm["crew"] = holder | {"ratio": maker.rng.randint(50, 90)}
    firm["credit"] = holder | {"level": "A"}
    return by_firm(firm, ship=ships[0])


TRANSPORT: Final[dict[str, Callable[[Maker], Scene]]] = {
    "S4A": new_haulier,
    "S4B": renewed_haulier,
    "S5A": certified_lorry,
    "S5B": certified_lorry,
    "S6A": new_renter,
    "S6B": rented_car,
    "S9A": large_load,
    "S9B": large_load,
    "C12": large_load,
    "C01": cold_lorry,
    "T01": positioning_service,
    "T02": shipping_line,
}
