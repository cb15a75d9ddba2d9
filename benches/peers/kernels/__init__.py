"""The kernels on the Python side, a module each; `run.py` finds them here.

A module has

* `TITLE`: the row of the table
* `GRAPHS`: the graphs it is measured on (names of `crates/engine/benches/peers/graphs.rs`)
* `PEERS`: name of a peer -> `prepare(graph, questions)`, which builds what the peer needs (not timed) and returns `answer(number)`,
  which is timed, and `read(answer)`, which is not and brings it into the form that is compared; a peer that computes in another process
  also returns a clock, in seconds, of the processor time it has used (`gds`)
* `agree(graph, question, ours, theirs, peer)`: raises AssertionError where two answers do not mean the same; gets the answer of
  the engine first
* `NOTES` (optional): what a peer answers that is less, or more, than what is asked
* `ROUNDS` (optional): how often everybody takes a turn; 7 otherwise
* `SKIP` (optional): graph -> names of peers that would take too long or too much memory there
* `THREADS` (optional): the numbers of threads it is measured with; 1 otherwise
"""
