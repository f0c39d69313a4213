"""Files given as proof: sniffed, kept under their own hash, handed out only to those who may."""
