"""Reads the marked-up sentences of data/train-events and splits them into UD-like words."""

import re
from types import SimpleNamespace

MARK = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
PREFIXES = set("""a agro ante anti arch be bi bio co counter cyber de e eco ex extra inter intra macro mega micro mid mini multi neo non over
pan para peri post pre pro pseudo quasi re semi sub super tri u ultra un uni x""".split())
ABBREVIATIONS = set("""mr mrs ms dr prof st gen lt col maj capt sgt cpl cmdr cdr adm brig rear gov sen rep rev hon jr sr no vs etc inc ltd corp
co dept jan feb mar apr jun jul aug sep sept oct nov dec mt ft""".split())
CLITIC = re.compile(r"^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m|S))$")
NUMBER = re.compile(r"^[\d.,:]*\d$")


def documents(path):
    """Documents of a file: lists of sentences with `words` and `marks` (first word, end, annotation, text)."""
    reports = path.name.startswith("reports")
    found, current = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## ") or (not reports and not line.strip()):
            if current:
                found.append(current)
            current = []
        elif line.strip() and line[0] not in "#%":
            current.append(_sentence(line))
    return found + [current] if current else found


def _sentence(line):
    plain, marks, at = "", [], 0
    for match in MARK.finditer(line):
        plain += line[at: match.start()]
        start = len(plain)
        plain += match[1]
        marks.append((start, len(plain), match[2]))
        at = match.end()
    plain += line[at:]
    words, starts = tokenise(plain)
    ends = [start + len(word) for word, start in zip(words, starts)]
    placed = []
    for start, end, note in marks:
        inside = [i for i in range(len(words)) if starts[i] < end and ends[i] > start]
        if inside:
            placed.append((inside[0], inside[-1] + 1, note))
    return SimpleNamespace(words=words, marks=placed)


def tokenise(text):
    """Words and their offsets, close to what English UD treebanks do."""
    words, starts = [], []
    for match in re.finditer(r"\S+", text):
        at = match.start()
        for word in _chunk(match[0]):
            at = text.index(word, at)
            words.append(word)
            starts.append(at)
            at += len(word)
    return words, starts


def _chunk(chunk):
    before, after = [], []
    while len(chunk) > 1 and chunk[0] in "\"'“‘([{$£€#¥":
        if chunk[0] in "'‘" and re.match(r"^['‘]\d\ds?\b", chunk):
            break
        before.append(chunk[0])
        chunk = chunk[1:]
    while len(chunk) > 1:
        if chunk.endswith("...") and chunk != "...":
            after.insert(0, "...")
            chunk = chunk[:-3]
        elif chunk[-1] in "\"'”’)]},;:!?%…" and not (chunk[-1] in "'’" and len(chunk) == 1):
            after.insert(0, chunk[-1])
            chunk = chunk[:-1]
        elif chunk[-1] == "." and not _abbreviation(chunk, after):
            after.insert(0, ".")
            chunk = chunk[:-1]
        else:
            break
    return before + [word for part in _hyphens(chunk) for word in _clitics(part)] + after


def _abbreviation(chunk, after):
    body = chunk[:-1].lower()
    return body in ABBREVIATIONS or re.match(r"^([a-z]\.)*[a-z]$", body) is not None or body in ("a.m", "p.m")


def _clitics(word):
    if word.lower() in ("cannot",):
        return [word[:3], word[3:]]
    match = CLITIC.match(word)
    if match:
        return [match[1], match[2]]
    if len(word) > 2 and word[-1] in "'’" and word[-2] in "sS":
        return [word[:-1], word[-1]]
    return [word]


def _hyphens(word):
    if re.fullmatch(r"[\d-]{7,}", word) or "//" in word or "@" in word:
        return [word]
    pieces = re.split(r"([-–—/]+)", word)
    if len(pieces) < 3:
        return [piece for piece in pieces if piece]
    if pieces[0].lower() in PREFIXES and pieces[1] == "-":
        pieces = [pieces[0] + pieces[1] + pieces[2]] + pieces[3:]
    return [piece for piece in pieces if piece]
