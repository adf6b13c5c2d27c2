"""Between a warm start and what was learnt from it."""

import torch
from torch import nn

from core.learn.blend import blend, copy_weights


def test_every_real_number_moves_and_counters_stay() -> None:
    net = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4))
    start = copy_weights(net)
    net(torch.randn(8, 3, 5, 5))  # BatchNorm notes statistics and counts
    with torch.no_grad():
        for p in net.parameters():
            p += 1
    learnt = copy_weights(net)
    blend(net, start, 0.25)
    for name, now in net.state_dict().items():
        if name.endswith("num_batches_tracked"):
            assert now == 1
        else:
            torch.testing.assert_close(now, 0.75 * learnt[name] + 0.25 * start[name])
            assert not torch.equal(now, learnt[name])


def test_a_copy_is_no_view() -> None:
    net = nn.Linear(2, 2)
    start = copy_weights(net)
    nn.init.zeros_(net.weight)
    assert start["weight"].abs().sum() > 0


def test_no_share_and_all_of_it() -> None:
    net = nn.Linear(2, 2)
    start = copy_weights(net)
    nn.init.zeros_(net.weight)
    blend(net, start, 0.0)
    assert net.weight.abs().sum() == 0
    blend(net, start, 1.0)
    assert torch.equal(net.weight, start["weight"])
