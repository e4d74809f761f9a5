"""The tables. Moments are Unix seconds (UTC); `BinaryField`s hold sealed content.

Hot paths read and write them with SQL in the modules beside this folder; the models define the schema,
its migrations, and what the console reads.
"""

from jikwon.records.models.acts import Effect, Lane, Miss, PlannedAct
from jikwon.records.models.audit import AuditEntry
from jikwon.records.models.claims import Claim
from jikwon.records.models.executors import Executor
from jikwon.records.models.items import Item
from jikwon.records.models.measurements import Measurement
from jikwon.records.models.opinions import Opinion, Wish
from jikwon.records.models.outputs import OutputFile
from jikwon.records.models.published import Published
from jikwon.records.models.questions import Question, Remembered
from jikwon.records.models.restores import Restore
from jikwon.records.models.runs import Run
from jikwon.records.models.trained import Model
from jikwon.records.models.triggers import Firing, TakenFile, Trigger
from jikwon.records.models.workers import Hand, OfficeMark, Ticket, Worker

__all__ = [
    "AuditEntry",
    "Claim",
    "Effect",
    "Executor",
    "Firing",
    "Hand",
    "Item",
    "Lane",
    "Measurement",
    "Miss",
    "Model",
    "OfficeMark",
    "Opinion",
    "OutputFile",
    "PlannedAct",
    "Published",
    "Question",
    "Remembered",
    "Restore",
    "Run",
    "TakenFile",
    "Ticket",
    "Trigger",
    "Wish",
    "Worker",
]
