"""Reading the library."""

from .documents import compare, document, documents, relations
from .exports import export, original
from .glossary import glossary
from .provisions import history, leaflet, preview, provision
from .records import collection, document_schema, record, record_data, record_file, record_schemas, records, schema

__all__ = [
    "collection",
    "compare",
    "document",
    "document_schema",
    "documents",
    "export",
    "glossary",
    "history",
    "leaflet",
    "original",
    "preview",
    "provision",
    "record",
    "record_data",
    "record_file",
    "record_schemas",
    "records",
    "relations",
    "schema",
]
