"""Articulation people and bridges of the undirected skeleton."""

TITLE = "articulation people and bridges"
GRAPHS = ["rmat-s17"]
NOTES = "Both, and for the engine also how many people each loss cuts off. The peers are given the skeleton, which is not timed."


def igraph(graph, _):
    made = graph.igraph().as_undirected()
    ends = made.get_edgelist()
    answer = lambda _: (made.articulation_points(), made.bridges())
    return answer, lambda found: as_ours(found[0], (ends[edge] for edge in found[1]))


def rustworkx(graph, _):
    import rustworkx

    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(range(graph.nodes))
    made.add_edges_from_no_data(list(zip(graph.start.tolist(), graph.end.tolist())))
    return lambda _: (rustworkx.articulation_points(made), rustworkx.bridges(made)), lambda found: as_ours(*found)


def as_ours(articulations, bridges):
    return {"articulations": sorted(articulations), "bridges": sorted(sorted(ends) for ends in bridges)}


PEERS = {"igraph": igraph, "rustworkx": rustworkx}


def agree(graph, question, ours, theirs, peer):
    for each in ours:
        assert ours[each] == theirs[each], f"{len(ours[each])} and {len(theirs[each])} {each}"
