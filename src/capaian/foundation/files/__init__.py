"""Files given as proof: sniffed, kept under their own hash, handed out only to those who may."""

from capaian.foundation.files.keeping import forget, keep, open_file, place, store, workshop
from capaian.foundation.files.kinds import IMPORT, PROOF, ZIP, Use
from capaian.foundation.files.readers import register_reader

__all__ = ["IMPORT", "PROOF", "ZIP", "Use", "forget", "keep", "open_file", "place", "register_reader", "store", "workshop"]
