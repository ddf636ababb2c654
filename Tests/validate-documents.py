"""Checks JSON documents of Echelle against their JSON Schemas, and the schemas themselves.

    validate-documents.py SCHEMA_FOLDER [DOCUMENT ...]

A document names its schema: `echelle.fit/1` is `fit-1.schema.json`. Each fault is a line; the exit
status is 1 if there is any.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource


def schema_faults(name, schema, place=""):
    """Where a schema is lax: an object that takes other keys, an optional key of unknown absence, a key not explained."""
    if isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from schema_faults(name, part, f"{place}/{index}")
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties")
    if properties is not None and not place.endswith(("/if", "/then")):
        if schema.get("additionalProperties") is not False:
            yield f"{name}{place}: takes other keys"
        # The derived figures are both there or both absent.
        optional = set(properties) - set(schema.get("required", []))
        for key in sorted(optional) if "dependentRequired" not in schema else []:
            if not says_when_absent(properties[key].get("description", "")):
                yield f"{name}{place}: '{key}' is optional and does not say when it is absent"
        for key, value in properties.items():
            if not value.get("description"):
                yield f"{name}{place}: '{key}' is not described"
    for key, value in schema.items():
        yield from schema_faults(name, value, f"{place}/{key}")


def says_when_absent(description):
    """Whether a description says which documents lack a key, or what its absence means."""
    return "lack it" in description or "without it" in description


def document_faults(folder, registry, path):
    """What is wrong with a document."""
    document = json.loads(path.read_text())
    name, version = document["schema"].removeprefix("echelle.").split("/")
    schema = {"$ref": (folder / f"{name}-{version}.schema.json").as_uri()}
    for error in Draft202012Validator(schema, registry=registry).iter_errors(document):
        yield f"{path.name}: {error.json_path}: {error.message[:300]}"


def main(folder, *documents):
    folder = Path(folder).resolve()

    def retrieve(uri):
        text = Path(uri.removeprefix("file://")).read_text()
        return Resource.from_contents(json.loads(text))

    faults = []
    for path in sorted(folder.glob("*.schema.json")):
        schema = json.loads(path.read_text())
        Draft202012Validator.check_schema(schema)
        faults += schema_faults(path.name, schema)
    registry = Registry(retrieve=retrieve)
    for document in documents:
        faults += document_faults(folder, registry, Path(document))
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
