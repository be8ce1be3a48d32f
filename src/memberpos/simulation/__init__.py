"""A whole chain in one process: real tills and the real headquarters on a network, a clock and disks that misbehave.

Nothing here is a model of the product: `services`, `sync` and `hq` run as they are. What is simulated is the world
around them: time, randomness, the network, deaths. `truth` keeps what must be so, `checks` compares at every step.
"""
