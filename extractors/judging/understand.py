"""Turn what was found into a field's value, and say what speaks for it."""

import re
import unicodedata

from extractors.checks import CHECKS
from extractors.checks.printed import AbsurdError
from extractors.judging.repair import Repaired, repair, repair_place
from extractors.judging.vocabularies import VOCABULARIES
from extractors.placing.form import Found
from models.records import Check, Evidence, FieldValue, State, Support
from models.specs import FieldSpec

PROOFS = frozenset({"card_number", "id18", "uscc", "vin", "cn_amount"})
"""Checks that a misreading passes about once in ten times or less, beside the field's own label."""
SHAPES = frozenset({"id18", "uscc", "plate", "road_permit_no", "licence_barcode"})
"""Checks of codes that are known by their shape alone, wherever they stand on the paper."""
NUMERIC = frozenset({"date", "date_or_forever", "id18", "money", "mass_kg", "seats"})
"""Checks of values that cannot be without a digit: the bare 年月日 of a form is a blank."""
WITHOUT_DIGITS = "长永无一二三四五六七八九十"
"""What such a value says without a digit: for ever, none, or a date in numerals."""
CLOSINGS = ")）]】》"
"""A bracket that closes at the start of a value belongs to its label."""
OPENINGS = "(（[【《"
"""A bracket that opens at the end of a value belongs to what the form prints after it."""
EDGES = " :：,，、.·_|/☑☐"
BETWEEN_FIGURES = re.compile(r"(?<=[\d)）])[—–－](?=[\d(（])")
"""Between figures a dash of any width is the hyphen of a number or a span."""
DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|长期|永久|无固定期限")


def understand(found: Found | None, field: FieldSpec, page: int) -> FieldValue:
    """Return the field's value, normalised and checked; unread when there is nothing to read."""
    evidence = Evidence(page=page, box=found.box if found else None)
    if found is None or not (found.text or found.rows):
        return FieldValue(key=field.key, evidence=evidence)
    if found.rows:
        return _table(found, field, evidence)
    text = clean(found.text, field)
    if field.check in NUMERIC and not any(c.isdigit() or c in WITHOUT_DIGITS for c in text):
        return FieldValue(key=field.key, raw=found.text, evidence=evidence)
    scores = found.scores if len(found.scores) == len(text) == len(found.text) else ()
    value, check, repaired = _checked(text, field, scores)
    return FieldValue(
        key=field.key,
        value=value or None,
        raw=found.text,
        score=round(weakest(found), 4),
        support=_support(found, check),
        state=State.CONFIRM if value else State.UNREAD,
        evidence=evidence,
        check=check,
        repair=repaired or found.note,
    )


def clean(text: str, field: FieldSpec) -> str:
    """Return a printed text without what the form or the recogniser added around it."""
    part = field.options.get("part")
    if part:
        dates = DATE.findall(unicodedata.normalize("NFKC", text))
        text = (dates[0] if part == "first" else dates[-1]) if dates else text
    for noise in str(field.options.get("noise", "")):
        text = text.replace(noise, "")
    text = BETWEEN_FIGURES.sub("-", text)
    if field.code:
        text = unicodedata.normalize("NFKC", text).replace(" ", "")
    return text.strip(EDGES).lstrip(CLOSINGS).rstrip(OPENINGS)


def _checked(
    text: str, field: FieldSpec, scores: tuple[float, ...]
) -> tuple[str, Check | None, str]:
    """Return the value, the outcome of its check and what was repaired to pass it."""
    rule = field.check or field.vocabulary
    if not rule:
        return text, None, ""
    if field.vocabulary and text not in VOCABULARIES[field.vocabulary]:
        problem, printed = "不在规范用语之内，请核对", text
    else:
        value, problem, printed = _tried(text, field.check)
        if not problem:
            placed = repair_place(value, field.check, scores) or Repaired(value, "")
            return placed.value, Check(rule=rule, passed=True), placed.note
    mended = repair(text, field.check, field.vocabulary, scores)
    mended = mended or repair_place(text, field.check, scores)
    if mended:
        return mended.value, Check(rule=rule, passed=True), mended.note
    return printed, Check(rule=rule, passed=False, message=problem), ""


def _tried(text: str, check: str) -> tuple[str, str, str]:
    """Return the canonical value, what is wrong in Chinese, and what to keep if something is."""
    if not check:
        return text, "", text
    try:
        return CHECKS[check](text), "", text
    except AbsurdError as error:
        return "", str(error), error.canonical
    except ValueError as error:
        return "", str(error), text


def weakest(found: Found) -> float:
    """Return the score of the least clear letter or digit: how a bracket is printed says little."""
    scores = found.scores
    if len(scores) == len(found.text):
        scores = tuple(s for s, c in zip(scores, found.text, strict=True) if c.isalnum()) or scores
    return min(scores, default=0.0)


def _support(found: Found, check: Check | None) -> Support:
    """Return what speaks for a value: its check, its form, or its place alone."""
    if check and not check.passed:
        return Support.REFUTED
    if check and check.rule in PROOFS and found.sound:
        return Support.PROVEN
    if not found.sound and not (check and check.rule in SHAPES):
        return Support.LOOSE
    return Support.SHAPED if check else Support.PLAIN


def _table(found: Found, field: FieldSpec, evidence: Evidence) -> FieldValue:
    return FieldValue(
        key=field.key,
        value=[dict(row) for row in found.rows],
        raw=found.text,
        score=round(weakest(found), 4),
        support=Support.PLAIN if found.sound else Support.LOOSE,
        state=State.CONFIRM,
        evidence=evidence,
    )
