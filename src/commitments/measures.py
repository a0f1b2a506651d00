"""What rounds, pledges and breakthroughs stand for in the books."""

from ledger.measures import Declared, Kind, declare
from people.statuses import Status

LEVELS = tuple(Status.values)

OWED = Declared("pledges.owed", Kind.FLOW, "Bản cam kết phải xây dựng", "Pledges owed", "pledge", levels=LEVELS)
ACCEPTED = Declared(
    "pledges.accepted", Kind.FLOW, "Bản cam kết đã được thông qua", "Pledges accepted", "pledge", levels=LEVELS
)
TASKS = Declared("pledges.tasks", Kind.FLOW, "Việc đăng ký làm theo", "Tasks pledged", "task", levels=LEVELS)
TASKS_DONE = Declared(
    "pledges.tasks_done", Kind.FLOW, "Việc đăng ký đã hoàn thành", "Pledged tasks done", "task", levels=LEVELS
)
REGISTERED = Declared(
    "breakthroughs.registered", Kind.FLOW, "Khâu đột phá đã đăng ký", "Breakthroughs registered", "breakthrough"
)
MET = Declared("breakthroughs.met", Kind.FLOW, "Khâu đột phá đánh giá đạt", "Breakthroughs met", "breakthrough")

declare(OWED, ACCEPTED, TASKS, TASKS_DONE, REGISTERED, MET)
