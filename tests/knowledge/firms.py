"""Invented firms for the check-ups, over every key a profile can have."""

from hypothesis import strategies as st

from knowledge.policies import Library, ProfileKey, read_library

LIBRARY: Library = read_library()


def _told() -> dict[str, list[str]]:
    """Return every text the declarations' own examples give a key: both sides of its limits."""
    told: dict[str, set[str]] = {key: set() for key in LIBRARY.keys}
    for policy in LIBRARY.policies.values():
        breaks = [each.breaks for each in policy.conditions]
        for facts in (policy.example, *breaks):
            for key, text in facts.items():
                told[key].add(text)
    return {key: sorted(texts) for key, texts in told.items()}


TOLD = _told()


def texts(key: ProfileKey) -> st.SearchStrategy[str]:
    """Return texts a key may hold."""
    if key.options:
        return st.sampled_from(key.options)
    if key.type == "bool":
        return st.sampled_from(["是", "否"])
    if key.type == "date":
        return st.dates().map(str) | st.sampled_from(TOLD[key.id] or ["2026-01-01"])
    if key.type in {"int", "decimal"}:
        return st.integers(0, 10**9).map(str) | st.sampled_from(TOLD[key.id] or ["1"])
    return st.sampled_from([*TOLD[key.id], "样张"])


@st.composite
def firms(draw: st.DrawFn) -> dict[str, str]:
    """Draw a firm of which everything is known, most of it as some example has it."""
    example = draw(st.sampled_from([each.example for each in LIBRARY.policies.values()]))
    whole = {key.id: draw(texts(key)) for key in LIBRARY.keys.values()}
    kept = draw(st.sets(st.sampled_from(sorted(example))))
    return {**whole, **{key: example[key] for key in kept}}


@st.composite
def nested(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """Draw what is known of a firm, and what is known of it later: the same and more."""
    firm = draw(firms())
    later = draw(st.sets(st.sampled_from(sorted(firm))))
    earlier = draw(st.sets(st.sampled_from(sorted(later)))) if later else set()
    return {key: firm[key] for key in earlier}, {key: firm[key] for key in later}
