"""Bring what a source wrote to the form's standard spelling."""

import re
from collections.abc import Mapping
from typing import Final

from extractors.checks.printed import compact
from models.specs import FormField
from prefill.standard import dates, names, numbers, places, rows, scopes, words
from prefill.standard.normal import Normal, Normaliser, checked, checked_capitals
from prefill.vocabularies import choices

__all__ = ["Normal", "normalise"]

NOTHING: Final = re.compile(r"[-—–/]*|无")


def normalise(box: FormField, text: str) -> Normal:
    """Return ``text`` as the box spells it; empty when it says that there is no value.

    A code with a wrong form, or a word outside its vocabulary, is kept but not standard. Raises
    ``ValueError`` when the box cannot hold it: no date, no whole number, no word of its options.
    """
    if NOTHING.fullmatch(compact(text)) and compact(text) not in choices(box):
        return Normal("")
    if box.options or box.vocabulary:
        return _listed(box, text)
    if box.type == "table":
        return rows.table(box, text)
    if box.type == "date":
        return dates.last_day(text) if box.key.endswith("_to") else dates.day(text)
    return NORMALISERS.get(box.format or box.type, names.prose)(text)


def _listed(box: FormField, text: str) -> Normal:
    if box.type == "text":
        return scopes.scope(box.vocabulary, text)
    if box.multiple:
        return words.words(box, text)
    if box.type == "region" and box.vocabulary:
        return places.listed_region(box, text)
    return words.word(box, text)


NORMALISERS: Final[Mapping[str, Normaliser]] = {
    "GA36": checked_capitals("plate"),
    "GB11643": checked("citizen_id"),
    "GB16735": checked_capitals("vin"),
    "GB32100": checked_capitals("uscc"),
    "address": places.address,
    "bool": words.tick,
    "csv_int": checked("whole_numbers"),
    "daterange": dates.period,
    "daterange<=6m": dates.period,
    "datetime": dates.moment,
    "decimal": numbers.decimal,
    "email": checked("email"),
    "id_or_uscc": checked_capitals("id_or_uscc"),
    "idcard": checked("citizen_id"),
    "int": numbers.whole,
    "lnglat": checked("coordinates"),
    "luhn": checked("card_number"),
    "luhn_or_corp": checked("bank_account"),
    "lwh_m": checked("size_m"),
    "mobile_cn": checked("mobile"),
    "month": dates.month,
    "outline_size": numbers.outline_size,
    "parking_lot_no": checked_capitals("parking_lot_no"),
    "phone": checked("telephone"),
    "phone_cn": checked("telephone"),
    "plate": checked_capitals("plate"),
    "region": places.region,
    "road_permit_no": checked("road_permit_no"),
    "sh_ebike_plate": checked_capitals("ebike_plate"),
    "uscc": checked_capitals("uscc"),
    "vin": checked_capitals("vin"),
    "yyyymm": dates.month,
}
"""By a box's format or, where it has none, its type."""
