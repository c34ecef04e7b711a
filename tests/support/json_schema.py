# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of JSON Schema (2020-12) that the API's description uses: enough to hold real answers against it.

A keyword that is not known here is an error, so that a schema never says more than is checked.
"""
import re

IGNORED = {"description", "format", "default", "title"}


class Mismatch(AssertionError):
    """Where a value is not what its schema says."""


def is_of(kind, value):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}[kind])


def resolve(root, reference):
    node = root
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def check(root, schema, value, path="$"):
    """Raises Mismatch where `value` does not match `schema`; references are resolved in `root`."""
    def need(holds, what):
        if not holds:
            raise Mismatch(f"{path}: {what}: {value!r:.200}")

    for keyword, wanted in schema.items():
        if keyword in IGNORED:
            continue
        if keyword == "$ref":
            check(root, resolve(root, wanted), value, path)
        elif keyword == "oneOf":
            matching = 0
            for option in wanted:
                try:
                    check(root, option, value, path)
                    matching += 1
                except Mismatch:
                    pass
            need(matching == 1, f"matches {matching} of oneOf")
        elif keyword == "type":
            kinds = wanted if isinstance(wanted, list) else [wanted]
            need(any(is_of(kind, value) for kind in kinds), f"is not {' or '.join(kinds)}")
        elif keyword == "enum":
            need(value in wanted, f"is none of {wanted}")
        elif keyword == "const":
            need(value == wanted, f"is not {wanted}")
        elif keyword == "minimum":
            need(not is_of("number", value) or value >= wanted, f"is below {wanted}")
        elif keyword == "maximum":
            need(not is_of("number", value) or value <= wanted, f"is above {wanted}")
        elif keyword == "minLength":
            need(not isinstance(value, str) or len(value) >= wanted, f"is shorter than {wanted}")
        elif keyword == "maxLength":
            need(not isinstance(value, str) or len(value) <= wanted, f"is longer than {wanted}")
        elif keyword == "maxItems":
            need(not isinstance(value, list) or len(value) <= wanted, f"has more than {wanted} entries")
        elif keyword == "pattern":
            need(not isinstance(value, str) or re.search(wanted, value), f"does not match {wanted}")
        elif keyword == "items":
            for i, item in enumerate(value if isinstance(value, list) else []):
                check(root, wanted, item, f"{path}[{i}]")
        elif keyword == "required":
            for name in wanted:
                need(not isinstance(value, dict) or name in value, f"lacks {name}")
        elif keyword == "properties":
            for name, inner in wanted.items():
                if isinstance(value, dict) and name in value:
                    check(root, inner, value[name], f"{path}.{name}")
        elif keyword == "additionalProperties":
            extra = set(value) - set(schema.get("properties", {})) if isinstance(value, dict) else set()
            if wanted is False:
                need(not extra, f"has {sorted(extra)}, which the schema does not know")
            for name in extra if wanted is not False else ():
                check(root, wanted, value[name], f"{path}.{name}")
        else:
            raise AssertionError(f"{path}: the keyword {keyword} is not checked by this validator")
