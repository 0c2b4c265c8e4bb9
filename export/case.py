"""`provenance.jsonld`: what is in a bag and where it is from, in the ontology of digital investigations (CASE, UCO).

One *investigative action*, the export, by one *tool*, with a *provenance record* for each citation and for the log;
these name *files* with their hashes. Names are made from the log's origin, so that a file has one name in all bags.
Pure.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import msgspec

from export.contents import Contents, ListedBlob, ListedCitation, ListedEvent

_ONTOLOGY = "https://ontology.unifiedcyberontology.org/uco"
_CONTEXT = {
    "kb": "http://example.org/kb/",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    **{f"uco-{name}": f"{_ONTOLOGY}/{name}/" for name in ("action", "core", "observable", "tool", "types")},
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = dict[str, Any]


def provenance(told: Contents, version: str) -> bytes:
    """Return the graph as JSON-LD; `version` is that of this program."""
    graph = msgspec.json.encode({"@context": _CONTEXT, "@graph": list(_Graph(told).nodes(version))})
    return msgspec.json.format(graph, indent=1) + b"\n"


class _Graph:
    def __init__(self, told: Contents) -> None:
        self._told = told
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, told.origin)

    def _name(self, kind: str, of: str) -> str:
        return f"kb:{kind}-{uuid.uuid5(self._space, f'{kind} {of}')}"

    def nodes(self, version: str) -> Iterable[Node]:
        told = self._told
        tool = self._name("tool", f"autocapture {version}")
        yield {"@id": tool, "@type": "uco-tool:Tool", "uco-core:name": "autocapture", "uco-tool:version": version}
        yield from map(self._picture, told.blobs)
        yield from map(self._line, told.events)
        records = [self._cited(each) for each in told.citations]
        yield from records
        bag = f"{told.asked.at} {told.asked.by} {told.asked.words}"
        log = {
            "@id": self._name("log", told.root),
            "@type": "case-investigation:ProvenanceRecord",
            "uco-core:name": f"log {told.origin}",
            "uco-core:description": f"{told.size} events, Merkle root {told.root}, key {told.fingerprint}",
            "uco-core:object": [{"@id": self._name("event", each.event)} for each in told.events],
        }
        yield log
        yield {
            "@id": self._name("action", bag),
            "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": "export",
            "uco-core:description": f"Evidence chosen by {told.asked.by}: {told.asked.words}",
            "uco-action:startTime": _time(told.asked.at),
            "uco-action:instrument": {"@id": tool},
            "uco-action:object": {"@id": log["@id"]},
            "uco-action:result": [{"@id": each["@id"]} for each in records],
        }

    def _picture(self, blob: ListedBlob) -> Node:
        captured = next((each.captured_at for each in self._told.citations if each.blob == blob.path), "")
        return self._file(
            self._name("file", blob.path), "uco-observable:File", blob.path, blob.size, blob.sha256, captured
        ) | {"uco-core:description": f"in the bag as data/{blob.file}" if blob.file else "not in the bag"}

    def _line(self, event: ListedEvent) -> Node:
        # The leaf hash is over a zero byte and the line (RFC 6962); as a hash of a file it would mislead.
        return {
            "@id": self._name("event", event.event),
            "@type": "uco-observable:ObservableObject",
            "uco-core:name": event.event,
            "uco-core:description": f"{event.kind}, written {event.at}, leaf hash (RFC 6962) {event.leaf}",
        }

    def _cited(self, each: ListedCitation) -> Node:
        objects = [self._name("event", each.event)] + ([self._name("file", each.blob)] if each.blob else [])
        boxes = " ".join(",".join(map(str, box)) for box in each.boxes)
        where = f" Box {boxes}." if boxes else ""
        return {
            "@id": self._name("citation", f"{self._told.asked.at} {each.number}"),
            "@type": "case-investigation:ProvenanceRecord",
            "case-investigation:exhibitNumber": str(each.number),
            "uco-core:name": f"citation {each.number}",
            "uco-core:description": f"{each.text}{where} Frame {each.frame}."
            if each.frame
            else each.text or each.event,
            "uco-core:object": [{"@id": name} for name in objects],
        }

    def _file(self, name: str, kind: str, path: str, size: int, sha256: str, captured: str) -> Node:
        facet = {
            "@id": self._name("file-facet", path),
            "@type": "uco-observable:FileFacet",
            "uco-observable:fileName": path.rpartition("/")[2],
            "uco-observable:filePath": path,
            "uco-observable:sizeInBytes": {"@type": "xsd:integer", "@value": str(size)},
        }
        if captured:
            facet["uco-observable:observableCreatedTime"] = _time(captured)
        digest = {
            "@id": self._name("hash", path),
            "@type": "uco-types:Hash",
            "uco-types:hashMethod": "SHA256",
            "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": sha256.upper()},
        }
        content = {
            "@id": self._name("content-facet", path),
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:hash": digest,
        }
        return {"@id": name, "@type": kind, "uco-core:hasFacet": [facet, content]}


def _time(spelled: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": spelled}
