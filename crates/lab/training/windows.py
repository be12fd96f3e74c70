"""A pre-tensorised corpus, windows over it, and padded batches cut from it on the device."""

from types import SimpleNamespace

import numpy as np
import torch

from pieces import CLS, MASK, PAD, SEP, NO_LETTER

NO_LABEL = 255
"""A word whose relation (no tree) or name (not annotated) is not known."""
WORD_COLUMNS = ("upos", "xpos", "feats", "heads", "deprel", "names")


class Corpus:
    """Flat arrays of words, sentences and documents, with the word pieces' cumulative counts."""

    def __init__(self, arrays):
        self.arrays = arrays
        self.words_of_piece = np.repeat(np.arange(len(arrays["counts"])), arrays["counts"])
        self.piece_start = np.concatenate([[0], np.cumsum(arrays["counts"], dtype=np.int64)])
        self.sentence_start = np.concatenate([[0], np.cumsum(arrays["sentences"], dtype=np.int64)])
        self.document_start = np.concatenate([[0], np.cumsum(arrays["documents"], dtype=np.int64)])
        self.groups = arrays["groups"]

    def to(self, device):
        """The columns as long tensors on a device."""
        def tensor(array):
            return torch.from_numpy(np.ascontiguousarray(array).astype(np.int32)).to(device)

        sentence = np.repeat(np.arange(len(self.arrays["sentences"])), self.arrays["sentences"])
        columns = {name: tensor(self.arrays[name]) for name in WORD_COLUMNS}
        return SimpleNamespace(
            pieces=tensor(self.arrays["pieces"]), shapes=tensor(self.arrays["shapes"][self.words_of_piece]),
            piece_start=tensor(self.piece_start), sentence=tensor(sentence),
            sentence_first=tensor(self.sentence_start[sentence]), sentence_end=tensor(self.sentence_start[sentence + 1]),
            **columns)

    def pieces_between(self, first, end):
        return int(self.piece_start[end] - self.piece_start[first])


def training_windows(corpus, random, limit=254):
    """Word ranges `[n, 2]`: one variant of every document, cut at random sentence boundaries."""
    chosen = {}
    for document in random.permutation(len(corpus.groups)):
        chosen[corpus.groups[document]] = document
    windows = []
    for document in chosen.values():
        sentence, last = corpus.document_start[document], corpus.document_start[document + 1]
        while sentence < last:
            draw = random.random()
            budget = 0 if draw < 0.15 else random.integers(48, 127) if draw < 0.9 else random.integers(127, limit)
            sentence, window = _pack(corpus, sentence, last, budget, limit)
            windows.append(_cut(corpus, window, random))
    return np.array(windows)


def evaluation_windows(corpus, budget=126, limit=254):
    """Word ranges `[n, 2]` of whole sentences, packed up to `budget` pieces."""
    windows = []
    for document in range(len(corpus.groups)):
        sentence, last = corpus.document_start[document], corpus.document_start[document + 1]
        while sentence < last:
            sentence, window = _pack(corpus, sentence, last, budget, limit)
            windows.append(window)
    return np.array(windows)


def _pack(corpus, sentence, last, budget, limit):
    starts = corpus.sentence_start
    first, end = starts[sentence], starts[sentence + 1]
    sentence += 1
    while sentence < last and corpus.pieces_between(first, starts[sentence + 1]) <= budget:
        end = starts[sentence + 1]
        sentence += 1
    while corpus.pieces_between(first, end) > limit:
        end -= 1
    return sentence, (first, end)


def _cut(corpus, window, random, share=0.15):
    """Ends a share of the windows inside their last sentence, as a reader's first pass does."""
    first, end = window
    if end - first > 12 and random.random() < share:
        end -= random.integers(1, min(12, end - first - 8))
    return first, end


def batches(corpus, windows, size, random=None):
    """Windows of similar length together, in random order: a list of `[size, 2]` arrays."""
    lengths = corpus.piece_start[windows[:, 1]] - corpus.piece_start[windows[:, 0]]
    noise = random.random(len(windows)) * 8 if random is not None else 0
    order = np.argsort(lengths + noise, kind="stable")
    groups = [windows[order[at: at + size]] for at in range(0, len(order), size)]
    if random is not None:
        random.shuffle(groups)
    return groups


def cut_batch(corpus, columns, windows, word_dropout=0.0):
    """Gathers one padded batch on the device that holds `columns`."""
    device = columns.pieces.device
    piece_lengths = corpus.piece_start[windows[:, 1]] - corpus.piece_start[windows[:, 0]]
    width, words = int(piece_lengths.max()) + 2, int((windows[:, 1] - windows[:, 0]).max())
    first_piece = torch.from_numpy(corpus.piece_start[windows[:, 0]]).to(device).unsqueeze(1)
    length = torch.from_numpy(piece_lengths).to(device).unsqueeze(1)
    first_word = torch.from_numpy(windows[:, 0].copy()).to(device).unsqueeze(1)
    end_word = torch.from_numpy(windows[:, 1].copy()).to(device).unsqueeze(1)

    at = torch.arange(width, device=device).unsqueeze(0)
    index = (first_piece + at - 1).clamp(0, len(columns.pieces) - 1)
    inside = (at > 0) & (at <= length)
    pieces = torch.where(inside, columns.pieces[index], PAD).long()
    pieces = torch.where(at == 0, CLS, torch.where(at == length + 1, SEP, pieces))
    shapes = torch.where(inside, columns.shapes[index], NO_LETTER).long()
    if word_dropout:
        dropped = inside & (torch.rand(pieces.shape, device=device) < word_dropout)
        pieces = torch.where(dropped, MASK, pieces)

    words_at = torch.arange(words, device=device).unsqueeze(0)
    word = first_word + words_at
    word_mask = word < end_word
    word = word.clamp(max=len(columns.upos) - 1)
    sentence = torch.where(word_mask, columns.sentence[word], -1)
    same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & word_mask.unsqueeze(1)
    root = torch.ones_like(same[:, :, :1])
    heads = columns.heads[word].long()
    heads = torch.where(heads > 0, columns.sentence_first[word] - first_word + heads, 0)
    whole = columns.sentence_end[word] <= end_word
    tree = word_mask & whole & (columns.deprel[word] != NO_LABEL)
    labels = {name: columns.__dict__[name][word].long() for name in ("upos", "xpos", "feats", "deprel", "names")}
    return SimpleNamespace(
        pieces=pieces, shapes=shapes, piece_mask=at <= length + 1, word_mask=word_mask, word=word,
        first=torch.where(word_mask, columns.piece_start[word] - first_piece + 1, 0).long(),
        sentence=sentence, arc_mask=torch.cat([root, same], 2), heads=torch.where(tree, heads, 0), tree=tree, whole=whole & word_mask,
        tagged=word_mask & (labels["upos"] != NO_LABEL), named=word_mask & (labels["names"] != NO_LABEL),
        start=(columns.sentence_first[word] == word).float(), **labels)
