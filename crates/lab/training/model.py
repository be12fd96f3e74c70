"""The reader: a BERT encoder with word shapes, and its heads.

Parameter names are the tensor names of docs/reader-format.md.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, LAYERS, HEADS, FEED_FORWARD = 384, 6, 12, 1536
MAX_PIECES, WINDOW_PIECES = 256, 128
ARC_WIDTH, RELATION_WIDTH = 256, 96
EPSILON = 1e-12
SHAPES = 8


class Embeddings(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Parameter(torch.zeros(MAX_PIECES, WIDTH))
        self.shape = nn.Parameter(torch.zeros(SHAPES, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, pieces, shapes):
        return self.norm(self.word(pieces) + self.position[: pieces.shape[1]] + self.shape[shapes])


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        mixed = self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        changed = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(changed, self.dropout, self.training))


class ArcWeights(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.u = nn.Parameter(torch.randn(width, width) * 0.5 / width)
        self.head_bias = nn.Parameter(torch.zeros(width))


class RelationWeights(nn.Module):
    def __init__(self, relations, width):
        super().__init__()
        self.u = nn.Parameter(torch.randn(relations, width, width) * 0.5 / width)
        self.dep = nn.Parameter(torch.randn(relations, width) * 0.02)
        self.head = nn.Parameter(torch.randn(relations, width) * 0.02)
        self.bias = nn.Parameter(torch.zeros(relations))


class Parser(nn.Module):
    def __init__(self, relations, arc_width, relation_width):
        super().__init__()
        self.arc_dep = nn.Linear(WIDTH, arc_width)
        self.arc_head = nn.Linear(WIDTH, arc_width)
        self.rel_dep = nn.Linear(WIDTH, relation_width)
        self.rel_head = nn.Linear(WIDTH, relation_width)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.5)
        self.arc = ArcWeights(arc_width)
        self.rel = RelationWeights(relations, relation_width)

    def with_root(self, hidden):
        """Hidden rows of the words with the root's row before them."""
        return torch.cat([self.root.to(hidden.dtype).expand(hidden.shape[0], 1, -1), hidden], 1)

    def arcs(self, hidden, drop):
        """Scores `[batch, dependent, head]`; head 0 is the root."""
        dep = drop(F.relu(self.arc_dep(hidden)))
        head = drop(F.relu(self.arc_head(self.with_root(hidden))))
        return dep @ (head @ self.arc.u.T).transpose(1, 2) + (head @ self.arc.head_bias).unsqueeze(1)

    def relations(self, hidden, heads, drop):
        """Scores `[batch, dependent, relation]` for the given heads (0 is the root)."""
        dep = drop(F.relu(self.rel_dep(hidden)))
        head = drop(F.relu(self.rel_head(self.with_root(hidden))))
        head = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        b, n, width = dep.shape
        mixed = head.reshape(b * n, width) @ self.rel.u.permute(2, 0, 1).reshape(width, -1)
        mixed = mixed.view(b, n, -1, width)
        scores = (mixed * dep.unsqueeze(2)).sum(-1)
        return scores + dep @ self.rel.dep.T + head @ self.rel.head.T + self.rel.bias


class Reader(nn.Module):
    """All of it. `labels` maps `upos`, `xpos`, `feats`, `deprel`, `names` to lists."""

    def __init__(self, labels, vocabulary=30522, dropout=0.1, head_dropout=0.25, arc_width=ARC_WIDTH,
                 relation_width=RELATION_WIDTH):
        super().__init__()
        self.labels = labels
        self.dropout, self.head_dropout = dropout, head_dropout
        self.embeddings = Embeddings(vocabulary)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        sizes = {"start": 1} | {name: len(labels[name]) for name in ("upos", "xpos", "feats", "names")}
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in sizes.items()})
        self.parser = Parser(len(labels["deprel"]), arc_width, relation_width)

    def drop(self, x):
        return F.dropout(x, self.head_dropout, self.training)

    def hidden(self, batch):
        """Hidden rows of the words of a batch."""
        x = F.dropout(self.embeddings(batch.pieces, batch.shapes), self.dropout, self.training)
        mask = batch.piece_mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, batch.first.unsqueeze(-1).expand(-1, -1, WIDTH))

    def forward(self, batch):
        """Logits by head, with `arcs` masked to the sentence and `hidden` for `relations`."""
        hidden = self.drop(self.hidden(batch))
        out = {name: head(hidden).float() for name, head in self.heads.items()}
        arcs = self.parser.arcs(hidden, self.drop).float()
        out["arcs"] = arcs.masked_fill(~batch.arc_mask, -1e4)
        out["hidden"] = hidden
        return out

    def relations(self, out, heads):
        return self.parser.relations(out["hidden"], heads, self.drop).float()


def load_encoder(reader, tensors):
    """Copies BERT's tensors (name to array) into the reader's encoder."""
    def get(name):
        return torch.as_tensor(tensors[name]).float()

    def put(parameter, value):
        with torch.no_grad():
            parameter.copy_(value)

    put(reader.embeddings.word.weight, get("embeddings.word_embeddings.weight"))
    types = get("embeddings.token_type_embeddings.weight")[0]
    put(reader.embeddings.position, get("embeddings.position_embeddings.weight")[:MAX_PIECES] + types)
    put(reader.embeddings.norm.weight, get("embeddings.LayerNorm.weight"))
    put(reader.embeddings.norm.bias, get("embeddings.LayerNorm.bias"))
    for index, layer in enumerate(reader.layers):
        base = f"encoder.layer.{index}."
        for kind in ("weight", "bias"):
            parts = [get(f"{base}attention.self.{part}.{kind}") for part in ("query", "key", "value")]
            put(getattr(layer.qkv, kind), torch.cat(parts))
            put(getattr(layer.out, kind), get(f"{base}attention.output.dense.{kind}"))
            put(getattr(layer.norm1, kind), get(f"{base}attention.output.LayerNorm.{kind}"))
            put(getattr(layer.up, kind), get(f"{base}intermediate.dense.{kind}"))
            put(getattr(layer.down, kind), get(f"{base}output.dense.{kind}"))
            put(getattr(layer.norm2, kind), get(f"{base}output.LayerNorm.{kind}"))


class QuantisedLinear(nn.Module):
    """What the Rust reader computes for a linear: int8 weights by row, int8 input by row."""

    def __init__(self, linear):
        super().__init__()
        weight, self.scale = quantise(linear.weight.detach().float())
        self.weight = weight.float()
        self.bias = linear.bias.detach().float()

    def forward(self, x):
        x = x.float()
        scale = x.abs().amax(-1, keepdim=True) / 127
        rounded = torch.round(x / scale.clamp(min=1e-30))
        return (rounded @ self.weight.T) * scale * self.scale + self.bias


def quantise(weight):
    """Rows of a matrix as whole numbers in -127..=127 and their scales."""
    scale = (weight.abs().amax(-1) / 127).clamp(min=1e-12)
    return torch.round(weight / scale.unsqueeze(-1)).clamp(-127, 127), scale


def simulate_int8(module):
    """Replaces every linear and the word embeddings of a float32 model by their int8 form, in place."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            replacement = QuantisedLinear(child).to(child.weight.device)
            replacement.scale = replacement.scale.to(child.weight.device)
            setattr(module, name, replacement)
        elif isinstance(child, nn.Embedding):
            with torch.no_grad():
                rounded, scale = quantise(child.weight.float())
                child.weight.copy_(rounded * scale.unsqueeze(-1))
        else:
            simulate_int8(child)
    return module


def count_parameters(module):
    return sum(math.prod(p.shape) for p in module.parameters())
