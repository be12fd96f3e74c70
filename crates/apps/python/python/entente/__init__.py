"""News reports in, coded and sourced events out.

>>> import entente
>>> coder = entente.Coder()
>>> record = coder.code("Ghana and Togo agreed on Monday to reopen their border.", published="2025-11-04")
>>> record.events[0].type
'AGREE'
"""

from ._entente import __version__
from .coder import Coder, Tables
from .errors import Error, InputError, KnowledgeError, ModelError, StoreError
from .html import render
from .knowledge import Knowledge, Meaning, Problem
from .record import Record, Span
from .relation import Relation
from .schema import schema
from .store import Added, Report, Store

__all__ = [
    "Added",
    "Coder",
    "Error",
    "InputError",
    "Knowledge",
    "KnowledgeError",
    "Meaning",
    "ModelError",
    "Problem",
    "Record",
    "Relation",
    "Report",
    "Span",
    "Store",
    "StoreError",
    "Tables",
    "__version__",
    "render",
    "schema",
]
