"""Who can influence a key person, as far as the engine is concerned; no peer answers it."""

TITLE = "all a question about one key person asks of the engine"
GRAPHS = ["company-1000000"]
PEERS = {}
NOTES = (
    "The three best routes of every door, reach of the company and of each department of ten, redundancy; mean over 200 key persons "
    "of the neighbourhoods within 3 steps."
)
