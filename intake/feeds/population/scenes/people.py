"""C02, C04, C06, C09, C11 and P01, P02: people with matters of everyday life."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.firms import invent_firm
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.others import invent_arrears, invent_course, invent_lot
from intake.feeds.population.people import give_job, invent_home, invent_person, invent_student
from intake.feeds.population.scenes.scene import Scene, by_person
from intake.feeds.population.vehicles import invent_vehicle


def garden_course(maker: Maker) -> Scene:
    """C02: somebody of Chongming who likes plants."""
    home = invent_home(maker, chongming=True)
    person = invent_person(maker, hukou_address=home["address"], **home)
    course = invent_course(maker, person)
    return by_person(person, {"attendees": "2", "session_id": course["number"]})


def guardian_of(maker: Maker, age: float) -> Scene:
    """Return a parent of Chongming with an only child at school, of an age."""
    home = invent_home(maker, chongming=True)
    guardian = invent_person(maker, 38, hukou_address=home["address"], **home)
    guardian["aid"] = {"holder": guardian["id_no"], "poor": "否"}
    student = invent_student(maker, guardian, age=age)
    return by_person(guardian, student=student)


def summer_care(maker: Maker) -> Scene:
    """C04: a pupil who is to be looked after in the holidays."""
    scene = guardian_of(maker, maker.rng.uniform(7, 10.4))
    return by_person(
        scene.account, {"term": "第一期", "pickup": "家长接送", "waitlist": "是"}, **_rest(scene)
    )


def changed_school(maker: Maker) -> Scene:
    """C06: a pupil whose family has moved."""
    scene = guardian_of(maker, maker.rng.uniform(8, 10.4))
    guardian = scene.account
    holder = {"holder": guardian["id_no"]}
    guardian["residence"] = holder | {
        "no": "310120" + maker.number(10),
        "since": maker.years(-4),
        "valid_to": maker.years(1),
    }
    guardian["points"] = holder | {"reached": "是"}
    guardian["estate"] = holder | {"no": f"沪（2023）样字不动产权第{maker.number(6)}号"}
    guardian["lease"] = holder | {"no": "YZZL" + maker.number(8)}
    typed = {
        "transfer_type": "户籍跨区迁入",
        "transfer_reason": "搬家（样张）",
        "entry_term": "秋季学期",
    }
    return by_person(guardian, typed, **_rest(scene))


def youth_course(maker: Maker) -> Scene:
    """C11: a pupil who wants to learn more."""
    scene = guardian_of(maker, maker.rng.uniform(7, 11))
    return by_person(scene.account, {"course_class": "科技", "health_note": "良好"}, **_rest(scene))


def first_aid_course(maker: Maker) -> Scene:
    """C09: somebody who refreshes first aid."""
    person = give_job(maker, invent_person(maker), invent_firm(maker, "物流"))
    person["first_aid"] = {
        "holder": person["id_no"],
        "no": "YZJH" + maker.number(8),
        "valid_to": maker.day(45),
    }
    typed = {"course_type": "救护员(16学时)", "health_ok": "是"}
    return by_person(person, typed | {"class_id": invent_course(maker, person)["number"]})


def monthly_parking(maker: Maker) -> Scene:
    """P01: somebody who parks by the road at home, and owes nothing."""
    person = invent_person(maker)
    person["estate"] = {
        "holder": person["id_no"],
        "no": f"沪（2023）样字不动产权第{maker.number(6)}号",
    }
    vehicle = invent_vehicle(maker, "car", person)
    lot = invent_lot(maker, person["community"])
    clear = {"plate_no": vehicle["plate_no"], "plate_color": "蓝", "count": 0, "owner": person}
    maker.keep("arrears", clear)
    typed = {"proof_type": "不动产权证", "months": "3", "auto_renew": "否"}
    typed["start_month"] = maker.day(31)[:7].replace("-", "")
    return by_person(person, typed, vehicle=vehicle, lot=lot, bill=clear)


def reminded_parker(maker: Maker) -> Scene:
    """P02: an owner who owes for parking; the office files."""
    owner = invent_person(maker)
    bill = invent_arrears(maker, owner, maker.rng.randint(3, 9))
    return by_person(owner, {"plate_no": bill["plate_no"], "delivery": "短信"}, bill=bill)


def _rest(scene: Scene) -> dict[str, Facts]:
    return {part: facts for part, facts in scene.cast.items() if part != "person"}


PEOPLE: Final[dict[str, Callable[[Maker], Scene]]] = {
    "C02": garden_course,
    "C04": summer_care,
    "C06": changed_school,
    "C09": first_aid_course,
    "C11": youth_course,
    "P01": monthly_parking,
    "P02": reminded_parker,
}
