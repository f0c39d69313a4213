"""Long work that is seen under Pekerjaan: queued, counted, cancelled, taken up again."""
