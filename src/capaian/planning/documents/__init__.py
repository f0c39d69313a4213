"""The official forms of planning, A.1.1 to A.1.8 (PermenPANRB 6/2022, Annex II p.31-61), as PDF and as workbooks.

Ask for the SKP or the matrix first: these functions print what they are given and judge nobody's right to read it.
"""

from capaian.planning.documents.annex import annex_document, annex_sheet, load_annexes, print_annex, write_annex
from capaian.planning.documents.content import (
    behaviours,
    form_of,
    heading,
    identity,
    indicators_of,
    load,
    load_many,
    planned,
    result,
    results,
)
from capaian.planning.documents.manual import manual_document, manual_sheet
from capaian.planning.documents.matrix import matrix_document, matrix_sheet
from capaian.planning.documents.naming import skp_file_name, told_apart, unit_file_name
from capaian.planning.documents.skp import print_skp, skp_document, skp_sheet, write_skp
from capaian.planning.documents.versions import version_annex_document, version_document, version_form, version_sheet
from capaian.planning.documents.workblock import workblock_document, workblock_sheet

__all__ = [
    "annex_document", "annex_sheet", "behaviours", "form_of", "heading", "identity", "indicators_of", "load", "load_annexes",
    "load_many", "manual_document", "manual_sheet", "matrix_document", "matrix_sheet", "planned", "print_annex", "print_skp",
    "result", "results", "skp_document", "skp_file_name", "skp_sheet", "told_apart", "unit_file_name", "version_annex_document",
    "version_document", "version_form", "version_sheet", "workblock_document", "workblock_sheet", "write_annex", "write_skp",
]
