"""The 128 best simple routes from one person to another: does the time depend on how many are asked for?"""

from .routes_between import agree

TITLE = "128 best simple routes, nothing kept"
GRAPHS = ["rmat-s17"]
PEERS = {}
ROUNDS = 11
