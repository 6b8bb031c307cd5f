"""The JSON Schema of a model: the common envelope, narrowed to what this model takes and gives."""

from typing import Any

from intake.invocation.envelope import Answer, Request, Result
from intake.invocation.prefill import paper_types
from intake.registry import Registry
from models.catalog import ModelSpec

Schema = dict[str, Any]


def schema_of(registry: Registry, model: ModelSpec) -> Schema:
    """Return the schemas of the request, of the whole answer and of what a success holds."""
    given = Request.model_json_schema(by_alias=True)
    result = Result.model_json_schema(by_alias=True)
    types = _types(registry, model)
    parts = given["$defs"]
    parts["Image"]["properties"]["docType"]["enum"] = ["", *types]
    parts["Data"]["properties"]["form"] |= _form(registry, model)
    result["$defs"]["FieldSaid"]["properties"]["key"]["enum"] = sorted(_labels(registry, model))
    return {
        "code": model.id,
        "version": model.version,
        "input": given,
        "output": Answer.model_json_schema(by_alias=True),
        "result": result,
        "labels": _labels(registry, model),
    }


def _types(registry: Registry, model: ModelSpec) -> list[str]:
    if model.kind == "recognition":
        return list(model.types)
    return sorted(paper_types(registry, registry.service_of(model.matter).form(model.matter)))


def _form(registry: Registry, model: ModelSpec) -> Schema:
    if model.kind == "recognition":
        return {"maxProperties": 0}
    return {"propertyNames": {"enum": sorted(_labels(registry, model))}}


def _labels(registry: Registry, model: ModelSpec) -> dict[str, str]:
    """Return the keys of the fields a model gives, each with its Chinese name."""
    if model.kind == "prefill":
        form = registry.service_of(model.matter).form(model.matter)
        return {box.key: box.label for box in form}
    fields = [field for kind in model.types for field in registry.types[kind].fields]
    return {field.key: field.title for field in fields}
