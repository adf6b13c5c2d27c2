"""SimCLR (Chen et al. 2020, arXiv 2002.05709): the projection head g and the losses on pairs of views."""

import torch
from torch import nn
from torch.nn import functional


class ProjectionHead(nn.Module):
    """z = g(h): h [B, width] -> z [B, outputs]. Depth 2: g(h) = W2 ReLU(BN(W1 h)), then BN (section 2.1; SimCLRv2: 3).

    As in the paper's code, W has no bias (BN has one), hidden layers are as wide as h, and the last BN only scales.
    """

    def __init__(self, width: int, outputs: int = 128, depth: int = 2) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for _ in range(depth - 1):
            layers += [nn.Linear(width, width, bias=False), nn.BatchNorm1d(width), nn.ReLU()]
        last = nn.BatchNorm1d(outputs)
        last.bias.requires_grad_(False)  # stays 0: a shift shared by all z only blurs the cosines
        self.layers = nn.Sequential(*layers, nn.Linear(width, outputs, bias=False), last)

    def forward(self, h: torch.Tensor) -> torch.Tensor:
        z: torch.Tensor = self.layers(h)
        return z


def nt_xent(z_a: torch.Tensor, z_b: torch.Tensor, temperature: float) -> torch.Tensor:
    """NT-Xent, the normalised temperature-scaled cross entropy (equation 1 and algorithm 1), over 2N views.

    z_a, z_b: [N, d], views of the same N images in the same order. For each view i with positive j:
    l(i, j) = -log( exp(s_ij / t) / sum over k != i of exp(s_ik / t) ), s the cosine similarity; 2(N - 1) negatives each.
    Returns the mean of the 2N terms, fp32. N >= 1.
    """
    return nt_xent_terms(torch.cat([z_a, z_b]), torch.arange(2 * len(z_a), device=z_a.device), temperature).mean()


def dcl(z_a: torch.Tensor, z_b: torch.Tensor, temperature: float) -> torch.Tensor:
    """Decoupled contrastive loss (Yeh et al., arXiv 2110.06848, equation 6): NT-Xent without the positive in the denominator.

    l(i, j) = -s_ij / t + log( sum over k not in {i, j} of exp(s_ik / t) ). Same shapes as `nt_xent`; needs N >= 2.
    """
    return dcl_terms(torch.cat([z_a, z_b]), torch.arange(2 * len(z_a), device=z_a.device), temperature).mean()


def nt_xent_terms(z: torch.Tensor, rows: torch.Tensor, temperature: float) -> torch.Tensor:
    """The terms l(i, j) of NT-Xent for the views i in `rows`, int64 [R], of all views z [2N, d]: fp32 [R].

    Views i and N + i are of one image. Needs memory for R x 2N similarities, so a large batch is done in parts.
    """
    s, positive = _similarities(z, rows, temperature)
    return functional.cross_entropy(s, positive, reduction="none")


def dcl_terms(z: torch.Tensor, rows: torch.Tensor, temperature: float) -> torch.Tensor:
    """The terms of DCL for the views in `rows`; see `dcl` and `nt_xent_terms`."""
    s, positive = _similarities(z, rows, temperature)
    pulled = s.gather(1, positive[:, None])[:, 0]  # [R]
    pushed = s.scatter(1, positive[:, None], float("-inf")).logsumexp(1)  # [R]
    return pushed - pulled


def _similarities(z: torch.Tensor, rows: torch.Tensor, temperature: float) -> tuple[torch.Tensor, torch.Tensor]:
    """s_ik / t [R, 2N] with -inf where i = k, and for each view in `rows` the place of its positive, int64 [R]."""
    u = functional.normalize(z.float())  # [2N, d]
    with torch.autocast(z.device.type, enabled=False):  # similarities near 1 differ by less than bf16 can say
        s = u[rows] @ u.T / temperature
    itself = torch.zeros_like(s, dtype=torch.bool).scatter_(1, rows[:, None], True)
    return s.masked_fill(itself, float("-inf")), (rows + len(z) // 2) % len(z)
