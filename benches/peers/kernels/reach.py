"""Whether one person can move another, whatever the way, over 10,000 random worlds; the answer is the chance and its error."""

TITLE = "reach of a key person, 10,000 worlds"
GRAPHS = ["rmat-s17"]
PEERS = {}
THREADS = [1, 2]
ROUNDS = 1
NOTES = (
    "Four pairs drawn at random, a limit of 64 edges, 10,240 worlds of the same coins; the other is a search back from the key person "
    "in one world after the other. Both have the same answer to the last bit."
)


def agree(graph, question, ours, theirs, peer):
    assert ours == theirs, f"{ours} and {theirs}"
