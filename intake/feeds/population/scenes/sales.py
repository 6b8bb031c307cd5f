"""B01 to B03: cars that are scrapped or sold, told by papers."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.people import invent_person
from intake.feeds.population.scenes.firms import used_car_dealer
from intake.feeds.population.scenes.scene import Papers, Scene
from intake.feeds.population.vehicles import give_invoice, invent_vehicle


def scrapped_car(maker: Maker) -> Scene:
    """B01: an owner who brings a car to be scrapped."""
    person = invent_person(maker)
    vehicle = invent_vehicle(maker, "car", person, register_date=maker.years(-12))
    typed = {"owner_kind": "个人", "by_agent": "否"}
    papers = licence(vehicle) | register(maker, vehicle) | card("id_card_front", person)
    return Scene(person, {"person": person, "vehicle": vehicle}, typed, papers)


def sold_car(maker: Maker) -> Scene:
    """B02: a dealer who has sold a new car."""
    firm, buyer = used_car_dealer(maker), invent_person(maker)
    vehicle = invent_vehicle(maker, "new_car", buyer, register_date=maker.day(-10))
    give_invoice(maker, vehicle, maker.rng.randint(110, 260) * 1000)
    invoice = vehicle["invoice"]
    papers: Papers = card("id_card_front", buyer) | {
        "motor_vehicle_sale_invoice": {
            "invoice_number": invoice["no"],
            "invoice_code": invoice["code"],
            "invoice_date": invoice["date"],
            "buyer_name": buyer["name"],
            "buyer_id": buyer["id_no"],
            "brand_model": vehicle["brand_model"],
            "vin": vehicle["vin"],
            "total": invoice["total"],
            "seller_name": firm["name"],
        }
    }
    typed = {"purpose": "个人", "buyer_phone": buyer["mobile"]}
    cast = {"firm": firm, "agent": firm["agent"], "buyer": buyer, "vehicle": vehicle}
    return Scene(firm, cast, typed, papers)


def resold_car(maker: Maker) -> Scene:
    """B03: a dealer through whom a used car has changed hands."""
    firm, seller = used_car_dealer(maker), invent_person(maker)
    vehicle = invent_vehicle(maker, "car", seller)
    number = maker.number(8)
    vehicle["invoice"] = {"vin": vehicle["vin"], "no": number}
    papers: Papers = licence(vehicle) | register(maker, vehicle) | card("id_card_front", seller)
    deal = {"invoice_number": number, "invoice_date": maker.day(-3), "total": "68000.00"}
    vehicle["deal"] = deal
    papers["used_vehicle_invoice"] = deal | {"vin": vehicle["vin"], "plate_no": vehicle["plate_no"]}
    cast = {"firm": firm, "agent": firm["agent"], "seller": seller, "vehicle": vehicle}
    return Scene(firm, cast, {"deal_type": "过户"}, papers)


def card(kind: str, person: Facts) -> Papers:
    """Return an identity card's words."""
    words = {
        "name": person["name"],
        "id_number": person["id_no"],
        "address": person["hukou_address"],
    }
    return {kind: words}


def licence(vehicle: Facts) -> Papers:
    """Return a vehicle licence's words."""
    keys = ("plate_no", "vehicle_type", "brand_model", "vin", "engine_no", "use_character")
    main = {key: vehicle[key] for key in (*keys, "register_date", "issue_date")}
    sub = {
        "plate_no": vehicle["plate_no"],
        "approved_passengers": f"{vehicle['approved_passengers']}人",
        "curb_mass": f"{vehicle['curb_mass']}kg",
    }
    owner = {"owner": vehicle["owner"]["name"]}
    return {"vehicle_licence_main": main | owner, "vehicle_licence_sub": sub}


def register(maker: Maker, vehicle: Facts) -> Papers:
    """Return the words of a vehicle's certificate of registration."""
    vehicle["register_no"] = "31" + maker.number(10)
    keys = ("plate_no", "vin", "engine_no")
    told = {"owner": vehicle["owner"]["name"], "fuel_type": vehicle["energy_type"]}
    number = {"certificate_no": vehicle["register_no"]}
    return {"vehicle_registration_cert": {key: vehicle[key] for key in keys} | told | number}


SALES: Final[dict[str, Callable[[Maker], Scene]]] = {
    "B01": scrapped_car,
    "B02": sold_car,
    "B03": resold_car,
}
