"""Writes event files of TensorBoard, for the tests that read them.

    write-events.py FOLDER

FOLDER/plain and FOLDER/tensors hold the same scalars in both of the forms that writers use, among texts and
histograms; FOLDER/empty has none. FOLDER/resumed has the two files of a run that was taken up from a
checkpoint, FOLDER/again those of one that was begun anew.
"""

import sys
from pathlib import Path

from tensorboardX import SummaryWriter
from tensorboardX.proto.summary_pb2 import Summary
from tensorboardX.proto.tensor_pb2 import TensorProto


def add_plain(writer, tag, value, step):
    """As PyTorch and its tools write a scalar."""
    writer.add_scalar(tag, value, step)


def add_tensor(writer, tag, value, step):
    """As TensorFlow 2 writes a scalar: a tensor of one number."""
    tensor = TensorProto(dtype="DT_FLOAT", float_val=[value])
    writer.file_writer.add_summary(Summary(value=[Summary.Value(tag=tag, tensor=tensor)]), step)


folder = Path(sys.argv[1])
for name, add in (("plain", add_plain), ("tensors", add_tensor)):
    with SummaryWriter(str(folder / name)) as writer:
        writer.add_text("config", "a text is no scalar", 0)
        for step in range(100, 1001, 100):
            add(writer, "train/loss", 4 - step / 500, step)
            add(writer, "train/tokens", step * 1e6, step)
            writer.add_histogram("weights", [0.0, 1.0, 2.0], step)
        add(writer, "eval/loss", 2.2, 1000)
for name, begin in (("resumed", 400), ("again", 100)):
    for part, steps in enumerate((range(100, 601, 100), range(begin, 1001, 100))):
        with SummaryWriter(str(folder / name), filename_suffix=f".{part}") as writer:
            for step in steps:
                add_plain(writer, "train/loss", 4 - step / 500 - part / 4, step)
                add_plain(writer, "train/tokens", step * 1e6, step)
with SummaryWriter(str(folder / "empty")) as writer:
    writer.add_text("config", "a text is no scalar", 0)
