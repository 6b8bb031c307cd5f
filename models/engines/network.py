"""Neural networks on OpenVINO that take pictures as they are: RGB, 0 to 255."""

from pathlib import Path

import openvino as ov
from openvino import opset13 as operations
from openvino.preprocess import ColorFormat, PrePostProcessor

from models.engines.crops import HEIGHT

MIDDLE = 127.5
"""The networks were trained on BGR values of -1 to 1: minus this, divided by this."""


def read_network(path: Path, height: int = -1) -> ov.Model:
    """Read weights and have them take 1 x height x width x 3 bytes, RGB.

    ``height`` -1 leaves it open, as the width always is. What is fixed computes faster.
    """
    network = PrePostProcessor(ov.Core().read_model(path))
    given = network.input().tensor().set_element_type(ov.Type.u8)
    given.set_layout(ov.Layout("NHWC")).set_color_format(ColorFormat.RGB)
    network.input().model().set_layout(ov.Layout("NCHW"))
    pixels = network.input().preprocess().convert_element_type(ov.Type.f32)
    pixels.convert_color(ColorFormat.BGR).mean(MIDDLE).scale(MIDDLE)
    model = network.build()
    model.reshape([1, height, -1, 3])
    return model


def read_recogniser(path: Path) -> ov.Model:
    """Read a recogniser that gives the probability and the number of the best class per timestep.

    Handing over every one of its thousands of classes costs more than choosing among them.
    """
    model = read_network(path, HEIGHT)
    classes = model.get_results()[0].input_value(0)
    best = operations.topk(classes, 1, 2, "max", "none")
    return ov.Model(best.outputs(), model.get_parameters(), model.get_friendly_name())


def read_characters(path: Path) -> tuple[str, ...]:
    """Return the classes of a recogniser, which its weights carry: blank first, space last."""
    listed = ov.Core().read_model(path).get_rt_info(["framework", "character"]).astype(str)
    return ("", *listed.split("\n"), " ")


def start_network(model: ov.Model, hint: str, threads: int) -> ov.CompiledModel:
    """Make a network ready to run on the processor; ``threads`` 0 means every core.

    ``hint`` is OpenVINO's performance hint: ``LATENCY`` shares one picture among the threads,
    ``THROUGHPUT`` gives each thread a picture of its own. A processor with bfloat16 computes in it:
    that is faster, and reads the same words but for a doubtful punctuation mark.
    """
    settings = {
        "PERFORMANCE_HINT": hint,
        # Several workers on one machine must not fight for the same cores.
        "ENABLE_CPU_PINNING": "NO",
        # Preparations are kept for so many operations, or memory would grow with every new size.
        "CPU_RUNTIME_CACHE_CAPACITY": "500",
    }
    if threads:
        settings["INFERENCE_NUM_THREADS"] = str(threads)
    return ov.Core().compile_model(model, "CPU", settings)
