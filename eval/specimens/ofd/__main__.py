"""Write OFD specimens: sealed digital invoices and lists of goods, each with its ground truth.

    python -m eval.specimens.ofd --out DIR --seeds 600-603

The seals are those of a test authority made for the run; they say 测试 and have no legal force.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docgen.ofd.package import Files, zipped
from docgen.signing.authority import open_authority
from eval.specimens.generate import save_truth, seeds_of
from eval.specimens.ofd.goods_list import make_list
from eval.specimens.ofd.invoice import TYPE, make_invoice
from eval.specimens.ofd.seal import Sealing, sealed
from eval.specimens.truth import Truth


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seeds", type=seeds_of, default=range(1), help="a seed, or first-last")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sealing = Sealing(open_authority(Path(folder) / "authority"))
    for seed in options.seeds:
        invoice, goods = f"{TYPE}_{seed}_ofd", f"vat_invoice_list_{seed}_ofd"
        files, truth = make_invoice(seed, f"{invoice}.ofd")
        _save(sealed(files, sealing), truth, options.out / invoice)
        _save(*make_list(seed, f"{goods}.ofd"), options.out / goods)


def _save(files: Files, truth: Truth, path: Path) -> None:
    path.with_suffix(".ofd").write_bytes(zipped(files))
    save_truth(truth, path.with_suffix(".json"))


if __name__ == "__main__":
    main()
