"""Who gave which answer? Attacks on rounds without names, by somebody who has everything that is stored.

`python -m bench.attacks`, or `python -m tests.postgresql python -m bench.attacks`. Real phones join, answer
and think again over HTTP, in random order (`playing`). The adversary takes one copy while the round is open
and everything after closing (`evidence`), and lays whatever orders the answers beside whatever orders the
people (`linking`).
"""
