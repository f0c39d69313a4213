"""Files given as proof: sniffed, kept under their own hash, handed out only to those who may."""

from capaian.foundation.files.keeping import open_file, place, store
from capaian.foundation.files.kinds import IMPORT, PROOF, Use
from capaian.foundation.files.readers import register_reader

__all__ = ["IMPORT", "PROOF", "Use", "open_file", "place", "register_reader", "store"]
