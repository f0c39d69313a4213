"""Who may do what with people and the ledger, room by room."""
