"""The catalogue as callers see it: what each model is, whether it works, how exact it is."""

from collections.abc import Mapping
from typing import Any, Final

from intake.office import Office
from intake.registry import Registry
from models.catalog import ModelSpec
from models.catalog.measured import Figures, read_measurement
from models.errors import NotFoundError
from models.records import SourceState

Shape = dict[str, Any]
UNMEASURED: Final = "未测"
KINDS: Final[Mapping[str, str]] = {"recognition": "识别", "prefill": "数据免填"}


def describe(registry: Registry, model: ModelSpec) -> Shape:
    """Return what is known of a model without running it."""
    measured = read_measurement(model)
    return {
        "code": model.id,
        "name": model.name,
        "kind": model.kind,
        "version": model.version,
        "matter": model.matter,
        "matter_name": registry.service_of(model.matter).name,
        "doc_types": list(model.types),
        "description": model.description,
        "input": model.input,
        "output": model.output,
        "invoke": f"/models/{model.id}/v{model.major}/invoke",
        "accuracy": measured.all.accuracy if measured else None,
        "accuracy_text": percent(measured.all) if measured else UNMEASURED,
        "measured": measured
        and {
            "on": measured.measured_on.isoformat(),
            "samples": measured.all.samples,
            "fields": measured.all.fields,
            "wrong": measured.all.wrong,
        },
    }


def percent(figures: Figures) -> str:
    """Return the share that is exactly right, as people read it."""
    return f"{figures.accuracy:.1%}"


def list_models(office: Office) -> list[Shape]:
    """Return every model with the state of its health."""
    return [describe_model(office, model) for model in office.registry.models.values()]


def describe_model(office: Office, model: ModelSpec) -> Shape:
    """Return one model with the state of its health."""
    return {**describe(office.registry, model), "health": health_of(office, model)["state"]}


def health_of(office: Office, model: ModelSpec) -> Shape:
    """Return whether a model can work, part by part.

    A recognition model needs an engine; a prefill model fills from what answers, and is degraded
    while a source it asks is down.
    """
    database = "up" if office.store.alive() else "down"
    engine = office.readers.state().value
    sources = _sources(office, model)
    lame = SourceState.DOWN in sources.values() or engine != "ready"
    broken = database == "down" or (model.kind == "recognition" and engine == "down")
    return {
        "code": model.id,
        "version": model.version,
        "state": "down" if broken else "degraded" if lame else "up",
        "database": database,
        "engine": engine,
        "sources": sources,
    }


def report_of(model: ModelSpec) -> Shape:
    """Return what was measured of a model; raises ``NotFoundError`` when nobody has."""
    measured = read_measurement(model)
    if measured is None:
        raise NotFoundError(f"模型 {model.id} 的 {model.version} 版还没有测量过。")
    groups = {
        name: {**figures.model_dump(), "wrong": figures.wrong, "accuracy": figures.accuracy}
        for name, figures in (*measured.groups.items(), ("all", measured.all))
        if figures.fields
    }
    return {**measured.model_dump(mode="json"), "groups": groups}


def _sources(office: Office, model: ModelSpec) -> Mapping[str, SourceState]:
    if model.kind != "prefill":
        return {}
    form = office.registry.service_of(model.matter).form(model.matter)
    named = dict.fromkeys(name for box in form for name in box.sources)
    return {name: office.source_states[name] for name in named}
