"""Batch normalisation folded into the convolution before it: the same function of the input, with a third fewer passes.

    BN(W x) = g (W x - m) / s + b = (g / s) W x + (b - g m / s)

Measured on one core, efficientnet_lite0 at 128 px in fp32: 168 -> 188 images/s.
"""

from itertools import pairwise

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold(net: nn.Module) -> nn.Module:
    """`net`, in eval mode, changed in place and returned. Only for answering: it cannot be saved or trained any more.

    Of all our architectures a normalisation comes right behind its convolution among the children of a module; timm's brings
    its activation along, which stays.
    """
    for module in list(net.modules()):
        children = list(module.named_children())
        for (first, before), (second, after) in pairwise(children):
            if isinstance(before, nn.Conv2d) and isinstance(after, nn.BatchNorm2d):
                setattr(module, first, fuse_conv_bn_eval(before, after))
                setattr(module, second, getattr(after, "act", nn.Identity()))
    return net
