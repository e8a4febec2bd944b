"""What the tracker promises of its data, tried by breaking it: kills, failing disks, and many at once.

How much is tried is set by the environment, and `make reliability` sets it high: TRACKER_KILLS, by command, and
TRACKER_ROUNDS, by process. TRACKER_SEED chooses other moments. No outcome depends on a clock.
"""
