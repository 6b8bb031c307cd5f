"""How near the networks come to what the processor can do at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from time import perf_counter

import numpy as np
import openvino as ov
from openvino import opset13 as operations

from models.engines import Engine, Image, Quad, Reading
from models.engines.crops import HEIGHT, fit
from models.engines.detector import seen_size
from models.engines.network import read_network, read_recogniser, start_network
from models.engines.recogniser import padded_width
from models.engines.weights import DETECTOR, RECOGNISER, find_weights

SIDE = 1024
"""Of the square matrices whose product shows what the processor can do."""
TRIES = 300
WIDE = 960
"""Pixels of side or width at which a network's cost per pixel is taken; it hardly depends on it."""


@dataclass(frozen=True)
class Limit:
    """What the networks computed, and what the processor could have."""

    detector_gflop: float
    recogniser_gflop: float
    network_seconds: float
    peak_gflops: float
    """A second, of a product of large matrices by the same library in the same precision."""
    utilisation: float
    """Share of that peak which the networks reached while they ran."""


class CountingEngine:
    """Passes everything on, and keeps how much its networks computed and how long it took."""

    name = "counting"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._per_area, self._per_width = _costs()
        self.detected = self.recognised = self.seconds = 0.0

    def detect(self, image: Image) -> list[Quad]:
        """Return the other engine's lines."""
        if image.size:
            self.detected += prod(seen_size(image.shape[1], image.shape[0])) * self._per_area
        start = perf_counter()
        quads = self._engine.detect(image)
        self.seconds += perf_counter() - start
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Return the other engine's readings."""
        widths = (padded_width(fit(crop).shape[1]) for crop in crops if crop.size)
        self.recognised += sum(widths) * self._per_width
        start = perf_counter()
        readings = self._engine.recognise(crops)
        self.seconds += perf_counter() - start
        return readings

    def limit(self) -> Limit:
        """Return how near it came to the limit so far."""
        peak, done = peak_flops(), self.detected + self.recognised
        return Limit(
            detector_gflop=round(self.detected / 1e9, 1),
            recogniser_gflop=round(self.recognised / 1e9, 1),
            network_seconds=round(self.seconds, 2),
            peak_gflops=round(peak / 1e9, 1),
            utilisation=round(done / self.seconds / peak, 3) if self.seconds else 0.0,
        )


def peak_flops() -> float:
    """Return the floating-point operations a second of the fastest of several matrix products."""
    rows = operations.parameter([SIDE, SIDE], ov.Type.f32)
    weights = np.random.default_rng(0).standard_normal((SIDE, SIDE), np.float32)
    product = operations.matmul(rows, operations.constant(weights), False, False)
    request = start_network(ov.Model([product], [rows]), "LATENCY", 0).create_infer_request()
    return 2 * SIDE**3 / min(_seconds(request, {0: weights}) for _ in range(TRIES))


def count_flops(model: ov.Model) -> float:
    """Return the multiplications and additions of a network's convolutions and matrix products."""
    return float(sum(_flops(operation) for operation in model.get_ordered_ops()))


def _costs() -> tuple[float, float]:
    """Return what the detector computes per pixel and the recogniser per pixel of width."""
    detector = read_network(find_weights(DETECTOR))
    detector.reshape([1, WIDE, WIDE, 3])
    recogniser = read_recogniser(find_weights(RECOGNISER))
    recogniser.reshape([1, HEIGHT, WIDE, 3])
    return count_flops(detector) / WIDE**2, count_flops(recogniser) / WIDE


def _flops(operation: ov.Node) -> int:
    """Return twice the products that one operation adds up; 0 for what is cheap."""
    products = PRODUCTS.get(operation.get_type_name())
    return 2 * products(operation) if products else 0


def _extent(port: ov.Input | ov.Output, start: int = 0) -> int:
    """Return the product of a shape's dimensions from ``start`` on; an open one is a batch of 1."""
    dimensions = list(port.get_partial_shape())[start:]
    return prod(each.get_length() if each.is_static else 1 for each in dimensions)


PRODUCTS: Mapping[str, Callable[[ov.Node], int]] = {
    # Each value that comes out is a sum over the weights of one filter.
    "Convolution": lambda op: _extent(op.output(0)) * _extent(op.input(1), 1),
    "GroupConvolution": lambda op: _extent(op.output(0)) * _extent(op.input(1), 2),
    # Each value that goes in is spread by the weights of one filter.
    "ConvolutionBackpropData": lambda op: _extent(op.input(0)) * _extent(op.input(1), 1),
    "MatMul": lambda op: _extent(op.input(0)) * _extent(op.output(0), -1),
}
"""Multiplications of the operations that take nearly all the time."""


def _seconds(request: ov.InferRequest, inputs: dict[int, np.ndarray]) -> float:
    start = perf_counter()
    request.infer(inputs)
    return perf_counter() - start
