"""The graphs the Rust side has written, and what the libraries make of them."""

from pathlib import Path

import numpy as np


class Graph:
    """Lines sorted by (start, end). Costs are the whole numbers of the engine, exact in 64-bit floats, so that sums are equal."""

    def __init__(self, name, folder):
        folder = Path(folder)
        read = lambda file, kind: np.fromfile(folder / file, dtype=kind)
        self.name = name
        self.nodes = int((folder / "nodes").read_text())
        self.start, self.end = read("from.u32", "<u4"), read("to.u32", "<u4")
        self.probability, self.cost = read("probability.f64", "<f8"), read("cost.f64", "<f8")
        self.employees, self.key_persons = read("employees.u32", "<u4"), read("key_persons.u32", "<u4")

    def scipy(self, values=None, turned=False):
        """A CSR matrix of the costs (or of `values`), turned round if asked."""
        from scipy.sparse import csr_array

        rows, columns = (self.end, self.start) if turned else (self.start, self.end)
        values = self.cost if values is None else values
        ends = (rows.astype(np.int32), columns.astype(np.int32))
        return csr_array((values, ends), shape=(self.nodes, self.nodes))

    def networkit(self, values=None, turned=False, directed=True):
        import networkit

        ends = (self.end, self.start) if turned else (self.start, self.end)
        values = self.cost if values is None else values
        data = (values, tuple(each.astype(np.uint64) for each in ends))
        return networkit.GraphFromCoo(data, n=self.nodes, weighted=True, directed=directed)

    def igraph(self):
        """With the attribute `cost` of its edges."""
        import igraph

        ends = np.column_stack((self.start, self.end))
        return igraph.Graph(n=self.nodes, edges=ends, directed=True, edge_attrs={"cost": self.cost})

    def rustworkx(self, values=None, turned=False):
        import rustworkx

        ends = (self.end, self.start) if turned else (self.start, self.end)
        values = self.cost if values is None else values
        graph = rustworkx.PyDiGraph(multigraph=False)
        graph.add_nodes_from(range(self.nodes))
        graph.add_edges_from(list(zip(*(each.tolist() for each in ends), values.tolist())))
        return graph

    def networkx(self):
        """With the attribute `cost` of its edges."""
        import networkx

        graph = networkx.DiGraph()
        graph.add_nodes_from(range(self.nodes))
        lines = zip(self.start.tolist(), self.end.tolist(), self.cost.tolist())
        graph.add_weighted_edges_from(lines, weight="cost")
        return graph
