"""Gradients of depthwise convolutions in bf16 on a CPU, several times as fast as those of oneDNN.

A network of the EfficientNet family spends two thirds of a training step there: oneDNN has no fast bf16 kernel for the
input gradient of strided ones and for the weight gradient of 5x5 ones. Both can be had from kernels it does have:

    input gradient   dx = (g, with stride - 1 zeros between its entries) * (w turned by 180 degrees), of stride 1
    weight gradient  of a 5x5 kernel: that of its four 3x3 corners, each over the input shifted to that corner

Measured with 64 images at 96 px: dx of 672 channels 9x9 stride 2, 103 -> 3 ms; dw of 1152 channels 3x3, 78 -> 3 ms (one
core); forward and backward of efficientnet_lite0, 851 -> 288 ms (two cores).
"""

from functools import partial
from typing import Any

import torch
from torch import nn
from torch.nn import functional

CORNER = 3  # side of the kernel whose weight gradient oneDNN computes fast


def speed_up(net: nn.Module) -> nn.Module:
    """Let the depthwise convolutions of `net` compute their bf16 gradients on a CPU so; all else stays. Returns `net`."""
    for module in net.modules():
        if isinstance(module, nn.Conv2d) and _is_depthwise(module):
            # On the object, not its class: names of parameters, and so every file, stay as they are.
            module.forward = partial(_forward, module)  # type: ignore[method-assign]
    return net


def convolve(x: torch.Tensor, weight: torch.Tensor, stride: int, padding: int) -> torch.Tensor:
    """Depthwise convolution of x [B, C, H, W] with weight [C, 1, k, k]; differentiable, with the gradients above."""
    result: torch.Tensor = _Depthwise.apply(x, weight, stride, padding)
    return result


def input_gradient(g: torch.Tensor, weight: torch.Tensor, shape: torch.Size, stride: int, padding: int) -> torch.Tensor:
    """dx [B, C, H, W] = `shape` from g [B, C, H', W'] and weight [C, 1, k, k]."""
    channels, _, k, _ = weight.shape
    if stride > 1:
        height, width = (side + 2 * padding - k + 1 for side in shape[2:])
        spread = g.new_zeros(len(g), height, width, channels).permute(0, 3, 1, 2)  # channels_last, as g
        spread[:, :, ::stride, ::stride] = g
        g = spread
    return functional.conv2d(g, weight.flip(2, 3), None, 1, k - 1 - padding, 1, channels)


def weight_gradient(g: torch.Tensor, x: torch.Tensor, k: int, stride: int, padding: int) -> torch.Tensor:
    """dw [C, 1, k, k] from g [B, C, H', W'] and x [B, C, H, W]."""
    if k == CORNER:
        return _corner(g, x, stride, padding)
    x = functional.pad(x, (padding,) * 4)
    height, width = (stride * (side - 1) + CORNER for side in g.shape[2:])
    out = g.new_empty(x.shape[1], 1, k, k)
    for i in _corners(k):
        for j in _corners(k):
            shifted = x[:, :, i : i + height, j : j + width].contiguous(memory_format=torch.channels_last)
            out[:, :, i : i + CORNER, j : j + CORNER] = _corner(g, shifted, stride, 0)
    return out


def _corners(k: int) -> tuple[int, ...]:
    """Where 3x3 blocks begin that together cover k >= 3."""
    return (*range(0, k - CORNER, CORNER), k - CORNER)


def _corner(g: torch.Tensor, x: torch.Tensor, stride: int, padding: int) -> torch.Tensor:
    channels = x.shape[1]
    unused = x.new_empty(channels, 1, CORNER, CORNER)
    settings: Any = ([stride] * 2, [padding] * 2, [1, 1], False, [0, 0], channels, [False, True, False])
    gradient: torch.Tensor = torch.ops.aten.convolution_backward(g, x, unused, None, *settings)[1]
    return gradient


class _Depthwise(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, stride: int, padding: int) -> torch.Tensor:
        ctx.save_for_backward(x, weight)
        ctx.stride, ctx.padding = stride, padding
        return functional.conv2d(x, weight, None, stride, padding, 1, x.shape[1])

    @staticmethod
    def backward(ctx: Any, g: torch.Tensor) -> tuple[torch.Tensor | None, torch.Tensor | None, None, None]:
        x, weight = ctx.saved_tensors
        g = g.contiguous(memory_format=torch.channels_last)
        dx = input_gradient(g, weight, x.shape, ctx.stride, ctx.padding) if ctx.needs_input_grad[0] else None
        dw = weight_gradient(g, x, weight.shape[2], ctx.stride, ctx.padding) if ctx.needs_input_grad[1] else None
        return dx, dw, None, None


def _is_depthwise(module: nn.Conv2d) -> bool:
    square = len(set(module.kernel_size)) == len(set(module.stride)) == 1 and module.dilation == (1, 1)
    return module.groups == module.in_channels == module.out_channels > 1 and square and module.kernel_size[0] >= CORNER


def _forward(module: nn.Conv2d, x: torch.Tensor) -> torch.Tensor:
    if x.device.type != "cpu" or not torch.is_autocast_enabled("cpu"):
        return type(module).forward(module, x)
    dtype = torch.get_autocast_dtype("cpu")
    x, weight = x.to(dtype), module.weight.to(dtype)
    padding = module.padding
    if _pads_like_tensorflow(module):
        from timm.layers import pad_same

        x, padding = pad_same(x, list(module.kernel_size), list(module.stride), list(module.dilation)), (0, 0)
    assert isinstance(padding[0], int)
    y = convolve(x, weight, module.stride[0], padding[0])
    return y if module.bias is None else y + module.bias.to(dtype).view(-1, 1, 1)


def _pads_like_tensorflow(module: nn.Conv2d) -> bool:
    """timm's Conv2dSame pads by what is left over, more on the right than on the left; its `padding` says nothing."""
    return type(module).__name__ == "Conv2dSame"
