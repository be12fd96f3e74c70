"""Word pieces and word shapes, exactly as docs/reader-format.md defines them."""

import unicodedata

PAD, UNKNOWN, CLS, SEP, MASK = 0, 100, 101, 102, 103
MAX_PIECES_OF_WORD = 16
MAX_CHARACTERS = 100
NO_LETTER = 6


def shape_of(word):
    """Shape class of a word, 0 to 7."""
    if any(unicodedata.category(c)[0] == "N" for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return NO_LETTER
    upper = [c.isupper() for c in letters]
    if all(upper):
        return 0 if len(letters) > 1 else 1
    if any(upper):
        return 2 if upper[0] and all(c.islower() for c in letters[1:]) else 3
    return 4 if all(c.islower() for c in letters) else 7


def _is_punctuation(c):
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(c)[0] == "P"


def _is_cjk(c):
    code = ord(c)
    ranges = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
              (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
    return any(low <= code <= high for low, high in ranges)


def normalise(word):
    """Lower case without accents and control characters."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    kept = []
    for c in decomposed:
        category = unicodedata.category(c)
        if c.isspace():
            kept.append(" ")
        elif category != "Mn" and category[0] != "C" and c != "\ufffd":
            kept.append(c)
    return "".join(kept)


class Pieces:
    """A vocabulary and the greedy longest match over it."""

    def __init__(self, vocabulary):
        self.ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.cache = {}

    def of_word(self, word):
        """Piece ids of a word: at least one, at most sixteen."""
        found = self.cache.get(word)
        if found is None:
            found = [piece for part in self._parts(word) for piece in self._match(part)]
            found = self.cache[word] = found[:MAX_PIECES_OF_WORD] or [UNKNOWN]
        return found

    @staticmethod
    def _parts(word):
        parts, current = [], ""
        for c in normalise(word):
            if c == " " or _is_punctuation(c) or _is_cjk(c):
                if current:
                    parts.append(current)
                if c != " ":
                    parts.append(c)
                current = ""
            else:
                current += c
        return parts + [current] if current else parts

    def _match(self, part):
        if len(part) > MAX_CHARACTERS:
            return [UNKNOWN]
        found, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self.ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [UNKNOWN]
            found.append(piece)
            start = end
        return found
