"""The 10 best simple routes from one person to another, as their costs; nobody has anything from before but the graph."""

from .routes_between import PEERS, ROUNDS, SKIP, agree

TITLE = "10 best simple routes, nothing kept"
GRAPHS = ["rmat-s13", "rmat-s17"]
