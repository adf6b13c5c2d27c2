"""What pretraining would take on many devices: a cost model, fed with what one device was measured to do.

    python -m tests.benchmarks.cluster --images 10000000 --devices 64 --speed 609 [--side 224] [--batch 4096] [--epochs 100]

`--speed` is the images/s (two views each) of one device: the `images_per_second` a run reports. Links and disks are not
measured here: give yours. The model adds what cannot overlap and says what share of a step each part takes.
"""

import argparse
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Cluster:
    """Sizes in elements, rates per second. Defaults: ResNet-50 (25.6 M weights with the head, D = 2048), the paper's head."""

    images: int = 10_000_000
    devices: int = 64
    speed: float = 609.0  # images/s of one device
    side: int = 224  # px of the pixel cache
    batch: int = 4096  # N, over all devices
    epochs: int = 100
    width: int = 2048  # D of h
    projection: int = 128
    weights: int = 23_500_000  # of f
    link: float = 10e9  # bytes/s between devices, each way
    disk: float = 2e9  # bytes/s of random reads of whole images, shared by all
    arithmetic: float = 50e12  # multiply-adds/s of a device in dense layers

    def seconds_of_a_step(self) -> dict[str, float]:
        """By part, in seconds; the input overlaps with the rest (core/learn/feeding.py), the others add up."""
        views, apart = 2 * self.batch, (self.devices - 1) / self.devices
        head = 3 * views * (self.width * self.width + self.width * self.projection)  # by everyone, on all views
        loss = 3 * views * views * self.projection / self.devices
        return {
            "encoder": self.batch / self.devices / self.speed,
            "gathering h": views * self.width * 4 * apart / self.link,
            "head and loss": (head + loss) / self.arithmetic,
            "adding up gradients": 2 * self.weights * 4 * apart / self.link,
            "input, if not cached": self.batch * self.side**2 * 3 / self.disk,
        }

    def seconds(self) -> tuple[float, float]:
        """Of the whole run: with the pixels in memory, and with all of them read from the disk each time."""
        parts = self.seconds_of_a_step()
        fed = parts.pop("input, if not cached")
        steps = self.images * self.epochs / self.batch
        return steps * sum(parts.values()), steps * max(sum(parts.values()), fed)

    def cache_bytes(self) -> int:
        return self.images * self.side**2 * 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in vars(Cluster()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    cluster = Cluster(**vars(parser.parse_args()))
    parts = cluster.seconds_of_a_step()
    whole = sum(seconds for name, seconds in parts.items() if not name.startswith("input"))
    for name, seconds in parts.items():
        print(f"{name:24} {1000 * seconds:10.1f} ms a step  {seconds / whole:6.1%} of it")
    cached, read = cluster.seconds()
    one = cluster.images * cluster.epochs / cluster.speed
    print(f"{cluster.epochs} epochs of {cluster.images:,} images on {cluster.devices} devices: {cached / 3600:,.1f} h")
    print(f"the same, all pixels from the disk each time: {read / 3600:,.1f} h")
    print(f"on one device: {one / 3600:,.0f} h; so {cluster.devices} are worth {one / cached:.1f}")
    print(f"pixel cache: {cluster.cache_bytes() / 1e12:.2f} TB, on a disk that all of them see")
    return 0


if __name__ == "__main__":
    sys.exit(main())
