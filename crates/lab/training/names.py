"""Silver labels of names: rules over the lists of lexicon.py, guided by what a text's annotation says.

A sentence gets `names`: a BIO tag a word, or `None` where neither rule nor annotation can tell.
"""

import re

import lexicon as lex

KINDS = "person organisation gpe location facility norp rank office item weapon date number".split()
DETERMINERS = set("the a an this that these those its their his her our my your some any all both each every".split())
ENTITY = re.compile(r"\((\d+)-([a-z]+)-[^-()]*-[^-()]*-[^-()]*-([\d,]+)-([a-z]+)(?:-([^()]*))?(\)?)|(\d+)\)")
PHRASES = {tuple(p.split()): "organisation" for p in lex.ORG_PHRASES} | {
    (p.split()[0], "-", p.split()[1]): "organisation" for p in lex.ORG_PHRASES if p.lower().startswith("al ")} | {tuple(p.split()): "location" for p in lex.LOCATION_PHRASES}
PLACE_PHRASES = {tuple(re.sub(r"([-,])", r" \1 ", place).split()) for place in lex.PLACES} | {("D.C.",), ("U.S.",)}
NORP_PHRASES = {tuple(re.sub(r"(-)", r" \1 ", norp).split()) for norp in lex.NORPS}
LONGEST = 8


def label_treebank(document, source):
    """Sets `names` of every sentence of a treebank document."""
    mentions = _mentions(document) if source == "gum" else [[] for _ in document]
    people = {document[at].words[i] for at, spans in enumerate(mentions) for first, end, kind, _ in spans if kind == "person"
              for i in range(first, end) if document[at].upos[i] == "PROPN"}
    for sentence, spans in zip(document, mentions):
        marker = Marker(sentence.words, sentence.upos, sentence.xpos, people)
        for first, end, kind, head in sorted(spans, key=lambda span: span[0] - span[1]):
            marker.hint(first, end, kind, head)
        sentence.names = marker.run(known=source == "gum")


def label_events(document):
    """Sets `names` of every sentence of a marked-up document."""
    people = set()
    for _ in range(2):
        for sentence in document:
            marker = Marker(sentence.words, None, None, people)
            for first, end, note in sentence.marks:
                marker.mark(first, end, note)
            sentence.names = marker.run(known=True)
        people |= {word for s in document for word, name in zip(s.words, s.names) if name and name.endswith("person") and len(word) > 2 and word[0].isupper()}


def _mentions(document):
    """GUM's mentions by sentence: first word, end, type, head word."""
    found, opened = [[] for _ in document], {}
    for number, sentence in enumerate(document):
        for at, text in enumerate(sentence.entity):
            for match in ENTITY.finditer(text):
                if match[1]:
                    head = at + int(match[3].split(",")[0]) - 1
                    opened.setdefault(match[1], []).append((number, at, match[2], head, bool(match[5])))
                if match[6] or match[7]:
                    stack = opened.get(match[1] or match[7])
                    if stack:
                        start, first, kind, head, _ = stack.pop()
                        if start == number:
                            found[number].append((first, at + 1, kind, min(head, at)))
    return found


def _capital(word):
    return word[0].isupper()


class Marker:
    """Claims words of one sentence for names; a word once claimed is kept."""

    def __init__(self, words, upos, xpos, people):
        self.words, self.upos, self.xpos, self.people = words, upos, xpos, people
        self.lower = [word.lower().replace("’", "'") for word in words]
        self.plain = [w.rstrip(".") if len(w) > 1 else w for w in self.lower]
        self.tags = [None] * len(words)
        self.times, self.items, self.actors, self.places, self.entities = [], [], [], [], []
        self.unsure = set()
        letters = [w for w in words if w[0].isalpha()]
        self.shouted = len(letters) > 3 and sum(_capital(w) for w in letters) > 0.75 * len(letters)
        self.sure = [self._proper(i) for i in range(len(words))]

    def _proper(self, i):
        """Whether a word is written as a proper name."""
        word = self.words[i]
        if self.upos:
            return self.upos[i] == "PROPN" or (self.xpos[i] in ("NNP", "NNPS") and _capital(word))
        if not _capital(word) or word in ("I", "I'm"):
            return False
        first = i == 0 or (i == 1 and not self.words[0][0].isalnum()) or self.words[i - 1] in ('"', "“", ":", "‘", "—", "–", "``")
        return not first or self._known_name(i)

    def _known_name(self, i):
        word, following = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else ""
        if self.lower[i] in DETERMINERS or self.lower[i] in COMMON_FIRST:
            return False
        if word in lex.PLACES or word in lex.NORPS or word in lex.ORGS or word in lex.FIRST_NAMES or word in self.people or word in lex.LOCATIONS:
            return True
        if word.isupper() and len(word) > 1:
            return True
        if following in lex.NORPS or self.lower[i].endswith(("ed", "ing")) and following and following[0].islower():
            return False
        return bool(following) and following[0].isupper() and self.plain[i] not in COMMON_FIRST or (i + 1 < len(self.words) and self.lower[i + 1] in ("'s", "-") and
                                                                                                  i + 2 < len(self.words) and _capital(self.words[i + 2]))

    # What annotation says.

    def hint(self, first, end, kind, head):
        """A mention of GUM."""
        if kind == "time":
            self.times.append((first, end))
        elif kind in ("person", "organization", "place"):
            if self.sure[head] or any(self.sure[first:end]):
                self.entities.append((first, end, kind, head))

    def mark(self, first, end, note):
        """A mark of train-events."""
        if note == "T":
            self.times.append((first, end))
        elif note.startswith("P:"):
            self.places.append((first, end))
        elif note.startswith("M:"):
            self.items.append((first, end, note[2:]))
        elif re.match(r"x\d[x\d,]*:", note):
            self.actors.append((first, end, note.split(":")[1]))

    # The steps, in the order of their certainty.

    def run(self, known):
        """Tags of all words; without annotation (`known` is false) undecided capitalised words stay `None`."""
        self._dates()
        self._designations()
        self._dateline()
        self._long_offices()
        self._phrases()
        self._organisations()
        self._items()
        self._ranks()
        self._offices()
        self._entity_names()
        self._place_names()
        self._after_rank()
        self._norps()
        self._actor_names()
        self._leftovers()
        self._numbers()
        return self._finish(known)

    def free(self, first, end):
        return first < end and all(tag is None for tag in self.tags[first:end])

    def claim(self, first, end, kind):
        if self.free(first, end):
            self.tags[first] = "B-" + kind
            for i in range(first + 1, end):
                self.tags[i] = "I-" + kind
            return True
        return False

    def _trim(self, first, end):
        """Without determiners and punctuation at the ends."""
        while first < end and (self.lower[first] in DETERMINERS or not self.words[first][0].isalnum() and self.words[first] not in lex.CURRENCY_SIGNS):
            first += 1
        while end > first and (not any(c.isalnum() for c in self.words[end - 1]) or self.lower[end - 1] in ("'s", "'") or self.words[end - 1] == "’s"):
            end -= 1
        return first, end

    def _dates(self):
        for first, end in sorted(self.times):
            self._date_parts(first, end)
        i, n = 0, len(self.words)
        while i < n:
            end = self._date_at(i) if self.tags[i] is None else i
            if end > i:
                start = i
                if start and self.lower[start - 1] in ("late", "early", "mid", "last", "next", "this") and self.tags[start - 1] is None and not self.times:
                    start -= 1
                self.claim(start, end, "date")
            i = max(i + 1, end)

    def _date_parts(self, first, end):
        start = first
        for i in range(first, end + 1):
            stop = i == end or (self.lower[i] in lex.PREPOSITIONS and not (self.lower[i] == "of" and i > start)) or self.words[i] in (",", "and", "(", ")")
            if i < end and self.words[i] == "," and i + 1 < end and self.words[i + 1][0].isdigit() and i > first and self.words[i - 1][0].isdigit():
                stop = False
            if stop:
                self._date_part(start, i)
                start = i + 1

    def _date_part(self, first, end):
        while end > first and self.words[end - 1] in (".", "'s", "’s", "'", '"', "”"):
            end -= 1
        inside = [self.plain[i] for i in range(first, end)]
        plain_unit = lex.UNITS - {"second", "time", "moment", "half", "fall", "recess", "season", "holiday"}
        if any(w in lex.WEEKDAYS or w in lex.MONTHS or w in plain_unit or self.lower[first + k] in plain_unit or re.search(r"\d", w) for k, w in enumerate(inside)):
            self.claim(first, end, "date")

    def _date_at(self, i):
        """End of a plain date that begins at a word."""
        plain, n = self.plain, len(self.words)

        def at(k):
            return plain[k] if 0 <= k < n else ""

        month = at(i) in lex.MONTHS and _capital(self.words[i]) and not (at(i) in ("may", "march", "mar", "sun") and not self._month_sure(i))
        if month:
            end = i + 1
            if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", at(end)):
                end += 1
            if self.words[end: end + 1] == [","] and re.fullmatch(r"(1[5-9]|20)\d\d", at(end + 1)):
                return end + 2
            return end + 1 if re.fullmatch(r"(1[5-9]|20)\d\d", at(end)) else end
        if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", at(i)) and at(i + 1) in lex.MONTHS and _capital(self.words[i + 1]):
            end = i + 2
            return end + 1 if re.fullmatch(r"(1[5-9]|20)\d\d", at(end)) else end
        if at(i) in lex.WEEKDAYS and _capital(self.words[i]):
            return i + 2 if at(i + 1) in ("morning", "afternoon", "evening", "night", "nights") else i + 1
        if at(i) in lex.DAY_WORDS and not (self.upos and self.upos[i] not in ("NOUN", "ADV")):
            return i + 1
        if at(i) in ("last", "next", "this", "past", "previous", "coming") and at(i + 1) in lex.UNITS | lex.WEEKDAYS | lex.MONTHS and at(i + 1) not in (
                "time", "moment", "second", "half", "generation", "fall", "recess"):
            return i + 2
        if self._is_number(i) and at(i + 1) in DURATIONS and at(i + 2) != "old":
            return i + 3 if at(i + 2) in ("ago", "later", "earlier") else i + 2
        if at(i - 1) in ("in", "since", "of", "until", "by", "from", "between", "during", "before", "after", "early", "late") and re.fullmatch(r"(1[4-9]|20)\d\d(s)?", at(i)):
            return i + 1
        return i

    def _month_sure(self, i):
        before = self.lower[i - 1] if i else ""
        after = self.plain[i + 1] if i + 1 < len(self.words) else ""
        return before in lex.PREPOSITIONS | {"last", "next", "this", "early", "late", "mid"} or bool(re.match(r"\d", after)) or bool(re.match(r"\d", before))

    def _matches(self, phrases, words, i):
        """Longest phrase of a set at a word."""
        for length in range(min(LONGEST, len(words) - i), 0, -1):
            if tuple(words[i: i + length]) in phrases:
                return length
        return 0

    def _phrases(self):
        for i in range(len(self.words) - 1):
            length = self._matches(PLACE_PHRASES, self.words, i)
            after = i + length
            if length > 1 and self.free(i, after) and not (after < len(self.words) and self.sure[after] and _capital(self.words[after])):
                self.claim(i, after, "gpe")
        for i in range(len(self.words)):
            length = self._matches(PHRASES, self.words, i)
            if length and self.free(i, i + length):
                follows = i + length < len(self.words) and _capital(self.words[i + length]) and self.sure[i + length]
                part = i and self.sure[i - 1] and self.tags[i - 1] is None and self.words[i - 1] not in lex.NORPS
                if not follows and not part:
                    self.claim(i, i + length, PHRASES[tuple(self.words[i: i + length])])

    def _designations(self):
        """Codes such as `F-16s` and ships' names behind their prefix."""
        for i in range(len(self.words) - 2):
            code = re.fullmatch(r"[A-Z]{1,4}", self.words[i]) and self.words[i + 1] == "-" and re.fullmatch(r"\d{1,3}[A-Za-z]{0,3}", self.words[i + 2])
            if code and not (self.upos and "item" in self.lower[i]) and self.words[i] not in ("G", "U", "COVID", "COP", "MH", "PM", "P") and not any(
                    first <= i < end for first, end, _ in self.items):
                end = i + 3
                while end < len(self.words) and (self.words[end] in ("Thunder", "Falcon", "Typhoon") or self.lower[end] in lex.ITEM_BEFORE | set(lex.ITEMS) - {"tank"} and (
                        self.lower[end] in lex.ITEMS or end + 1 < len(self.words) and self.lower[end + 1] in lex.ITEMS)):
                    end += 1
                self.claim(i, end, "item")
            if self.words[i] in ("HMS", "HMAS", "HMCS", "USS", "INS", "PNS", "BNS", "USNS", "ARA", "BRP", "KRI", "TCG", "HNLMS", "HMNZS") and _capital(self.words[i + 1]):
                end = i + 2
                while end < len(self.words) and _capital(self.words[end]) and self.sure[end]:
                    end += 1
                self.claim(i, end, "item")

    def _dateline(self):
        """A town in capitals that opens a report."""
        words, end = self.words, 0
        while end < min(4, len(words)) and words[end].isupper() and words[end].isalpha() and len(words[end]) > 2:
            end += 1
        if 0 < end < len(words) and words[end] in (",", "—", "–", "-", "--", "(", ":") and not self.shouted and words[0] not in lex.ORGS and (
                self.tags[end] is not None or end + 1 < len(words)) and (words[end] != "-" or end > 0 and len(words[0]) > 3) and words[end] not in (":",):
            self.claim(0, end, "gpe")

    def _long_offices(self):
        """Capitalised posts whose words would else be taken for a body: `Chief of the Air Staff`."""
        for i in range(len(self.words)):
            if self.tags[i] is None and _capital(self.words[i]):
                end = self._longest(lex.OFFICE_PHRASES, i)
                if end - i > 2 and _capital(self.words[end - 1]) and not (end < len(self.words) and self.plain[end] in lex.ORG_HEADS):
                    self._office(i, end)

    def _runs(self):
        """Runs of free proper words with the connectors between them."""
        runs, i, n = [], 0, len(self.words)
        while i < n:
            if not self.sure[i] or self.tags[i] is not None or not self.words[i][0].isalpha():
                i += 1
                continue
            end = i + 1
            while end < n and self.tags[end] is None:
                if self._joins(end):
                    end += 1
                else:
                    skip = self._connector(i, end)
                    if not skip:
                        break
                    end += skip
            runs.append((i, end))
            i = end
        return runs

    def _joins(self, i):
        word = self.words[i]
        return self.sure[i] and (word[0].isalpha() or word[0] in "'’") and self.tags[i] is None

    def _connector(self, first, at):
        """Words of a connector that joins what stands before `at` to a proper word behind it."""
        n, lower = len(self.words), self.lower

        def proper(k):
            return k < n and self.tags[k] is None and self.sure[k] and self.words[k][0].isalpha()

        before = self.plain[at - 1]
        heads = set(lex.ORG_FIRST) | set(lex.LOCATION_HEADS) | set(lex.GPE_HEADS) | set(lex.ORG_HEADS) | {"line", "house", "isle", "dome", "free", "horn"}
        if lower[at] == "of" and before in heads:
            skip = 2 if at + 1 < n and lower[at + 1] in ("the", "al") else 1
            return skip if proper(at + skip) else 0
        if lower[at] in ("and", "&") and proper(at + 1):
            parts = [self.plain[k] for k in range(first, at)]
            joined = lower[at] == "&" or ("of" in parts and parts[0] in ("ministry", "department", "institute", "bureau", "directorate", "faculty"))
            return 1 if joined else 0
        if lower[at] == "for" and before in heads and before not in lex.LOCATION_HEADS and proper(at + 1):
            return 1
        if self.words[at] == "-" and at + 3 < n and lower[at + 1] in ("i", "e", "ul", "al", "ud", "o") and self.words[at + 2] == "-" and _capital(self.words[at + 3]):
            return 3
        if self.words[at] in ("-", "–") and proper(at + 1) and self.words[at + 1][0].isupper() and not self._norp_at(at - 1):
            apart = self.words[at - 1] in lex.PLACES and (self.words[at + 1] in lex.PLACES or self.words[at - 1] in lex.STATES) and self.words[at - 1] != "Guinea"
            return 0 if apart else 1
        if self.words[at] in ("-", "–") and self.words[at - 1].lower() in ("al", "el", "an", "as", "at", "ar") and at + 1 < n:
            return 1
        if lower[at] in ("'s", "'") and before in lex.GROUP_WORDS and proper(at + 1):
            return 1
        if lower[at] in lex.PARTICLES and self.tags[at] is None:
            skip = 1
            while at + skip < n and (lower[at + skip] in lex.PARTICLES or self.words[at + skip] == "-"):
                skip += 1
            return skip if proper(at + skip) and lower[at] not in ("e", "y") else 0
        return 0

    def _norp_at(self, i):
        return self.words[i] in lex.NORPS

    def _organisations(self):
        """Capitalised runs that end in (or begin with) a word for a body, a building, a water, a province."""
        for first, end in self._runs():
            start = first
            for i in range(first, end):
                if self._breaks(i, end):
                    self._headed(start, i)
                    start = i + 1 if self.lower[i] in ("'s", "'") else i
                    if self._office_head(i):
                        start = i + 1
            self._headed(start, end)

    def _breaks(self, i, end):
        if self._office_head(i) and not (i + 1 < end and self.plain[i + 1] in ("council", "office", "'s", "committee", "of")):
            return True
        return False

    def _office_head(self, i):
        word = self.plain[i]
        return word in lex.OFFICE_HEADS and word not in ("king", "queen", "prince", "leader", "mp") or (word in lex.RANK_ALONE and _capital(self.words[i])) or word in (
            "gen", "lt", "col", "maj", "capt", "brig", "adm", "marshal", "major", "chief") or word in lex.TITLES

    def _headed(self, first, end):
        first, end = self._trim(first, end)
        ordinal = first > 0 and re.fullmatch(r"\d+(st|nd|rd|th)", self.lower[first - 1]) and self.tags[first - 1] is None
        while first < end and (not self.sure[first] or self.tags[first] is not None):
            first += 1
        if end - first < 2 and not (end - first == 1 and self._single_body(first)):
            return
        kind, stop = self._kind_of_head(first, end)
        if kind:
            if kind in ("location", "gpe", "facility") and self._norp_at(first) and first + 1 < stop and kind != "facility":
                first += 1
            self.claim(first - 1 if ordinal and kind == "organisation" else first, stop, kind)

    def _single_body(self, i):
        return self.words[i] in lex.ORGS

    def _kind_of_head(self, first, end):
        words = [self.plain[i] for i in range(first, end)]
        if len(words) == 1:
            return "organisation", end
        starts = {"mount": "location", "lake": "location", "gulf": "location", "bay": "location", "strait": "location", "isle": "location", "cape": "location", "camp": "facility", "fort": "facility", "port": "gpe",
                  "sea": "location", "straits": "location", "republic": "gpe", "province": "gpe", "state": "gpe", "city": "gpe", "hotel": "facility", "university": "organisation", "river": "location"}
        place = " ".join(self.words[first:end])
        if place in lex.PLACES:
            return "gpe", end
        head = words[words.index("of") - 1] if "of" in words else words[-1]
        if "of" in words and (head in lex.ORG_HEADS or head in lex.ORG_FIRST) and head not in ("states", "republic"):
            return "organisation", end
        for kind, heads in (("organisation", lex.ORG_HEADS), ("facility", lex.FACILITY_HEADS), ("location", lex.LOCATION_HEADS), ("gpe", lex.GPE_HEADS)):
            if head in heads and not (head == "house" and words[0] == "white"):
                return kind, end
        if words[0] in starts and not self._is_person_word(first):
            return starts[words[0]], end
        return None, end

    def _is_person_word(self, i):
        return self.words[i] in lex.FIRST_NAMES or self.words[i] in self.people

    def _items(self):
        for first, end, kind in self.items:
            start = first
            for i in range(first, end + 1):
                if i == end or self.lower[i] in ("of", "for", "with", "and", "from", "in", "on", "at", ",", "by", "or", "'s"):
                    self._item(start, i, kind)
                    start = i + 1
        for i in range(len(self.words)):
            word = self.lower[i]
            if self.tags[i] is not None or (self.upos and self.upos[i] not in ("NOUN", "PROPN")):
                continue
            weapon = word in lex.WEAPONS
            if (weapon or word in lex.ITEMS) and not (word in lex.ITEM_DOUBTFUL and not self._item_evidence(i)):
                start = i
                while start and self.tags[start - 1] is None and (self.lower[start - 1] in lex.ITEM_BEFORE or (
                        self.words[start - 1] == "-" and start > 1 and self.lower[start - 2] in lex.ITEM_BEFORE)):
                    start -= 1
                while start < i and not self.words[start][0].isalnum():
                    start += 1
                self.claim(start, i + 1, "weapon" if weapon else "item")

    def _item_evidence(self, i):
        if i > 1 and self.lower[i - 2] == "think":
            return False
        if i and self.lower[i - 1] in lex.ITEM_BEFORE - {"light", "home", "training", "live", "water", "fighting", "air"}:
            return True
        if self.upos:
            return self.lower[i] in ("gun", "guns", "bullet", "bullets", "bomb", "knife", "explosive", "mortar") and self.upos[i] == "NOUN"
        return self.lower[i] not in ("mine", "mines", "shell")

    def _item(self, first, end, kind):
        skip = set("new old used donated more secondhand further additional other first last next two dozens several few such many no only another second former same latest than least".split())
        start = first
        for i in range(first, end):
            if self.lower[i] in DETERMINERS or self.lower[i] in skip or self._norp_at(i) or (self._is_number(i) and (i == start) and not (i + 1 < end and self.words[i + 1] == "-")) or (
                    self.words[i] in lex.PLACES and self.tags[i] is None) or self.tags[i] is not None:
                start = i + 1
        while start < end and (not self.words[start][0].isalnum() or self.lower[start] in ("built", "made", "supplied", "donated", "led", "flown", "packed")):
            start += 1
        if start < end and self.lower[start] in ("it", "they", "them", "ones", "this", "which", "that", "equipment", "weapon", "itself") or start >= end:
            return
        if not any(self.words[i][0].isalnum() for i in range(start, end)):
            return
        self.claim(start, end, "weapon" if kind in lex.WEAPON_CLASSES else "item")

    def _compact(self, i, limit):
        """Lower-case words from `i` with hyphens left out, and the position after each."""
        words, ends, at = [], [], i
        while at < len(self.words) and len(words) < limit:
            if self.words[at] == "-" and words:
                at += 1
                continue
            words.append(self.plain[at])
            at += 1
            ends.append(at)
        return words, ends

    def _longest(self, phrases, i):
        words, ends = self._compact(i, LONGEST)
        for length in range(len(words), 0, -1):
            if tuple(words[:length]) in phrases and self.free(i, ends[length - 1]):
                return ends[length - 1]
        return i

    def _ranks(self):
        i = 0
        while i < len(self.words):
            end = self._longest(lex.RANKS, i) if self.tags[i] is None else i
            if end > i and self._rank_sure(i, end):
                self.claim(i, end, "rank")
                i = end
            else:
                i += 1

    def _rank_sure(self, first, end):
        n = len(self.words)
        follows = end < n and _capital(self.words[end]) and self.tags[end] is None and self.words[end][0].isalpha()
        last = self.plain[end - 1]
        capital = _capital(self.words[first])
        if end < n and self.words[end] == "-" and not follows:
            return False
        if follows and (self.plain[end] in lex.ORG_HEADS or self.plain[end] in lex.OFFICE_HEADS):
            return False
        if last in lex.RANK_DOUBTFUL and self.plain[end - 1] in ("chief", "head", "sub", "deputy"):
            return False
        if end - first > 1 and last not in ("inspector",):
            return capital or follows or last in lex.RANK_ALONE | {"marshal", "commander", "officer", "leader", "captain", "major"}
        if follows and capital and (not self.upos or self.upos[first] == "PROPN"):
            return last not in ("specialist", "detective", "chief", "head") or not self.upos
        if last in lex.RANK_ALONE | {"marshal", "major"}:
            if self.upos:
                return self.upos[first] in ("NOUN",) and last not in ("captain", "major", "marshal") and self.lower[first] != "generals" or (
                    self.upos[first] == "PROPN" and follows)
            before = self.lower[first - 1] if first else ""
            if last == "general":
                after = self.lower[end] if end < n else "."
                before_ok = before in DETERMINERS | {"retired", "army", "former", "star", "'s"} or (first and self._norp_at(first - 1))
                return before_ok and (follows or not after[0].isalpha() or after in ("who", "said", "and", "in", "to", "was", "told", "has", "had", "from", "at"))
            return last not in ("major", "marshal", "superintendent") and (before in DETERMINERS or follows or before in ("retired", "army", "former", "police", "navy", "-") or (first and self._norp_at(first - 1)))
        return False

    def _offices(self):
        i = 0
        while i < len(self.words):
            if self.tags[i] is None:
                end = self._longest(lex.OFFICE_PHRASES, i)
                if end > i and self._office_context(i, end):
                    i = self._office(i, end)
                    continue
                if self.plain[i] in lex.OFFICE_HEADS and self._office_context(i, i + 1):
                    i = self._office(i, i + 1)
                    continue
            i += 1

    def _office_context(self, first, end):
        word = self.plain[end - 1]
        if self.upos and not any(self.upos[i] in ("NOUN", "PROPN") for i in range(first, end)):
            return False
        if end - first > 1 or word in lex.OFFICE_SURE_LOWER:
            return True
        before = self.lower[first - 1] if first else ""
        after = self.words[end] if end < len(self.words) else "."
        named = _capital(after) and after[0].isalpha()
        portfolio = before in lex.OFFICE_BEFORE
        if word in ("leader", "chief", "secretary"):
            return portfolio or (named and _capital(self.words[first])) or (word != "leader" and after in ("of", "for"))
        if word in ("leader", "leaders", "chief", "chiefs", "director", "directors", "commander", "commanders", "coordinator", "mediator", "secretary", "secretaries"):
            if self.upos and self.upos[first] not in ("NOUN", "PROPN"):
                return False
            return word not in ("leaders", "chiefs", "directors") or portfolio
        if word in ("king", "queen", "prince", "princess"):
            return named and _capital(self.words[first]) and (not self.upos or self.upos[first] == "PROPN")
        if word in ("judge", "judges", "speaker", "delegate", "commissioner", "commissioners", "representative", "dean", "mp"):
            return portfolio or (named and _capital(self.words[first])) or word in ("judge", "mp", "commissioner") and (not self.upos or self.upos[first] != "VERB")
        return portfolio

    def _office(self, first, end):
        start = first
        while start and self.tags[start - 1] is None:
            word = self.lower[start - 1]
            if word in lex.OFFICE_BEFORE and not self._part_of_name(start - 1):
                start -= 1
            elif word == "-" and start > 1 and self.tags[start - 2] is None and self.lower[start - 2] in lex.OFFICE_BEFORE:
                start -= 2
            elif word in ("and", "&") and start > 1 and self.lower[start - 2] in lex.OFFICE_FIELD and self.tags[start - 2] is None and not self._part_of_name(start - 2) and start < first + 1:
                if self.lower[start] not in lex.OFFICE_FIELD:
                    break
                start -= 2
            else:
                break
        end = self._complement(end)
        self.claim(start, end, "office")
        return end

    def _part_of_name(self, i):
        """Whether a force's word belongs to a state's force (`Pakistan Army chief`) rather than to the office."""
        return bool(i) and _capital(self.words[i]) and self.words[i - 1] in lex.STATES and self.lower[i] in ("army", "navy", "force", "air", "police", "government", "parliament") and not (
            i + 1 < len(self.words) and _capital(self.words[i + 1]))

    def _complement(self, end):
        n, lower = len(self.words), self.lower
        if end < n and lower[end] in ("of", "for") and self.tags[end] is None:
            at = end + 1
            if at < n and lower[at] == "the":
                at += 1
            last = at
            while at < n and self.tags[at] is None:
                if lower[at] in lex.OFFICE_FIELD - {"un", "state's"} and not (at + 1 < n and self.plain[at + 1] in lex.ORG_HEADS and self.plain[at + 1] not in lex.OFFICE_FIELD):
                    at += 1
                    last = at
                elif lower[at] in ("and", "&", "-", ",") and at + 1 < n and lower[at + 1] in lex.OFFICE_FIELD and last > end + 1 and not self.words[at] == ",":
                    at += 1
                else:
                    break
            if last > end + 1 and lower[last - 1] != "the":
                capital_name = at < n and self.tags[at] is None and _capital(self.words[at]) and self.plain[at] in lex.ORG_HEADS
                return end if capital_name else last
        return end

    def _entity_names(self):
        """Names inside GUM's mentions: the proper words around the head."""
        for first, end, kind, head in self.entities:
            best = self._core(first, end, head)
            if not best:
                continue
            start, stop = best
            if kind == "person":
                self._person(start, stop)
            else:
                self._claim_named(start, stop, "organisation" if kind == "organization" else None)

    def _core(self, first, end, head):
        at = head
        if not (first <= head < end) or not self.sure[head] or self.tags[head] is not None:
            options = [i for i in range(first, end) if self.sure[i] and self.tags[i] is None and (i == first or self.tags[i - 1] is not None)]
            options = [i for i in options if self.upos[i] == "PROPN" and abs(i - head) < 4 and i > 0 and self.tags[i - 1] is not None and self.tags[i - 1].endswith(("rank", "office"))]
            if not options:
                return None
            at = options[0]
        start = stop = at
        while stop < end and self.tags[stop] is None and (self._joins(stop) or self.words[stop][0].isdigit() and stop > at):
            stop += 1
            if stop < end and self.tags[stop] is None:
                stop += self._connector(start, stop) if stop + 1 < end else 0
        while start > first and self.tags[start - 1] is None and (self._joins(start - 1) or self.words[start - 1] in ("-",) and start - 1 > first and self._joins(start - 2)):
            start -= 1
        return self._trim(start, min(stop, end))

    def _person(self, first, end):
        while first < end and (self.plain[first] in lex.TITLES and self.plain[first] not in lex.TITLES_KEPT or self._norp_at(first)):
            first += 1
        while first < end and not self.words[first][0].isalnum():
            first += 1
        if end - first == 1 and self.words[first] in ("Fellow", "Chair", "Man", "God", "Lord", "Mom", "Dad", "Editor", "Professor", "Doctor"):
            return False
        if first < end:
            if self.words[first:end] and " ".join(self.words[first:end]) in lex.STATES:
                return self.claim(first, end, "gpe")
            return self.claim(first, end, "person")
        return False

    def _claim_named(self, first, end, kind):
        first, end = self._trim(first, end)
        if first >= end:
            return False
        text = " ".join(self.words[first:end])
        if end - first == 1 and self._norp_at(first) and text not in lex.PLACES:
            return False
        if text in lex.PLACES:
            return self.claim(first, end, "gpe")
        if text in lex.LOCATIONS or text in lex.LOCATION_PHRASES:
            return self.claim(first, end, "location")
        found, _ = self._kind_of_head(first, end) if end - first > 1 else (None, end)
        if kind is None:
            kind = found if found else "gpe"
        return self.claim(first, end, kind)

    def _place_names(self):
        for first, end in self.places:
            start = first
            for i in range(first, end + 1):
                split = i == end or self.words[i] in (",", "'s", "’s", "'", "(", ")") or self.lower[i] in ("in", "near", "and", "between", "on", "off", "at") or self.tags[i] is not None
                if i < end and self.lower[i] == "of" and not (self.plain[i - 1] in lex.LOCATION_HEADS or self.plain[i - 1] in ("republic", "isle", "university", "line")):
                    split = True
                if split:
                    self._place(start, i)
                    start = i + 1

    def _place(self, first, end):
        determined = first < end and self.lower[first] == "the" or (first and self.lower[first - 1] == "the")
        first, end = self._trim(first, end)
        proper = [i for i in range(first, end) if _capital(self.words[i]) or self.words[i].lower() in lex.PARTICLES or self.words[i] == "-"]
        if not any(_capital(self.words[i]) for i in proper):
            return
        start = next(i for i in range(first, end) if _capital(self.words[i]) or (self.lower[i] in ("al", "el") and i + 1 < end))
        if self._norp_at(start) and " ".join(self.words[start:end]) not in lex.PLACES:
            if start + 1 < end and _capital(self.words[start + 1]):
                kind, _ = self._kind_of_head(start, end)
                self.claim(start, end, kind or "gpe")
            return
        last = max(i for i in range(first, end) if _capital(self.words[i])) + 1
        while last < end and self.words[last] == "-" and last + 1 < end and _capital(self.words[last + 1]):
            last += 2
        words = " ".join(self.words[start:last])
        following = self.plain[last] if last < len(self.words) else ""
        if words in lex.PLACES:
            self.claim(start, last, "gpe")
            return
        if last < end and following in lex.LOCATION_HEADS:
            self.claim(start, last + 1, "location") if following not in ("border", "region", "coast", "bank", "line", "zone") else self.claim(start, last, "location" if determined and start == last - 1 else "gpe")
            return
        if last < end and following in ("air", "naval", "army", "military", "international", "national") or following in lex.FACILITY_HEADS and last < end:
            self.claim(start, end, "facility") if self.plain[end - 1] in lex.FACILITY_HEADS else self.claim(start, last, "gpe")
            return
        kind, _ = self._kind_of_head(start, last) if last - start > 1 else (None, last)
        if words in lex.LOCATIONS or words in lex.LOCATION_PHRASES:
            kind = "location"
        if kind is None and determined and last == end and not following in lex.GPE_HEADS:
            kind = "location"
        self.claim(start, last, kind or "gpe")

    def _after_rank(self):
        """Names of persons behind a rank, an office or a title."""
        for i in range(len(self.words)):
            tag = self.tags[i - 1] if i else None
            behind = (tag and tag.endswith(("rank", "office"))) or (i and self.plain[i - 1] in lex.TITLES and _capital(self.words[i - 1]) and self.tags[i - 1] is None)
            if behind and self.tags[i] is None and _capital(self.words[i]) and self.words[i][0].isalpha() and self.plain[i] not in COMMON_FIRST and not self._norp_at(i):
                if self.words[i] in lex.PLACES or self.words[i] in lex.ORGS or (self.upos and self.upos[i] != "PROPN"):
                    continue
                end = self._person_end(i)
                if end == i + 1 and self.words[i].isupper() and 2 <= len(self.words[i]) <= 6 and not self.shouted:
                    self.claim(i, end, "organisation")
                else:
                    self._person(i, end)

    def _person_end(self, first):
        end = first + 1
        while end < len(self.words) and self.tags[end] is None:
            word = self.words[end]
            if _capital(word) and word[0].isalpha() and not (word in lex.NORPS and not self.upos):
                end += 1
            elif self.lower[end] in lex.PARTICLES or word in ("-",):
                ahead = end + 1
                while ahead < len(self.words) and (self.lower[ahead] in lex.PARTICLES or self.words[ahead] == "-"):
                    ahead += 1
                if ahead < len(self.words) and _capital(self.words[ahead]) and self.tags[ahead] is None and self.lower[end] not in ("y", "e"):
                    end = ahead + 1
                elif word == "-" and self.words[end - 1].lower() in lex.PARTICLES | {"al"} and end + 1 < len(self.words):
                    end += 2
                elif word == "-" and end + 1 < len(self.words) and self.words[end + 1].isalpha() and len(self.words[end + 1]) > 2 and self.words[end + 1] not in (
                        "led", "backed", "based", "style", "era", "run", "born", "owned", "appointed"):
                    end += 2
                else:
                    break
            else:
                break
        return end

    def _norps(self):
        for i in range(len(self.words)):
            if self.tags[i] is not None:
                continue
            length = self._matches(NORP_PHRASES, self.words, i)
            if not length or not self.free(i, i + length):
                continue
            if self.words[i] in ("Georgian",) or self.upos is None or self.upos[i] in ("ADJ", "PROPN", "NOUN"):
                if length == 1 and self.words[i] in lex.PLURAL_ONLY and self.upos and self.upos[i] == "PROPN":
                    continue
                self.claim(i, i + length, "norp")

    def _actor_names(self):
        for first, end, code in self.actors:
            sectors = set(code.split(".")[1].split("+")) if "." in code else set()
            for start, stop in self._free_runs(first, end):
                self._actor_run(start, stop, first, end, sectors)

    def _free_runs(self, first, end):
        found, i = [], first
        while i < end:
            if self.tags[i] is None and (_capital(self.words[i]) and self.words[i][0].isalpha() or self.lower[i] in ("al", "el", "bin") and i + 1 < end and (
                    self.words[i + 1] == "-" or _capital(self.words[i + 1]))) and not (self.lower[i] in DETERMINERS and not self.sure[i]) and not (
                    i == first and self._sentence_common(i)):
                stop = min(self._person_end(i), end)
                while stop < end and self.tags[stop] is None and self._connector(i, stop) and stop + 1 < end:
                    stop = min(self._person_end(stop + self._connector(i, stop)), end)
                found.append((i, stop))
                i = stop
            else:
                i += 1
        return found

    def _sentence_common(self, i):
        return not self.sure[i] and (i + 1 >= len(self.words) or not _capital(self.words[i + 1])) and self.words[i] not in self.people and self._only_first(i)

    def _only_first(self, i):
        """A capitalised word that opens the sentence and may be a common noun."""
        opens = i == 0 or not self.words[i - 1][0].isalnum() and i < 3
        return opens and (self.plain[i] in COMMON_FIRST or self.plain[i].endswith(("s", "men", "ed", "ing")) and self.words[i] not in lex.ORGS)

    def _actor_run(self, start, stop, first, end, sectors):
        start, stop = self._trim(start, stop)
        if start >= stop:
            return
        text = " ".join(self.words[start:stop])
        determined = start and self.lower[start - 1] == "the"
        alone = all(self.lower[i] in DETERMINERS or not self.words[i][0].isalnum() or self.lower[i] == "'s" for i in list(range(first, start)) + list(range(stop, end)))
        if text in lex.PLACES:
            self.claim(start, stop, "gpe")
        elif text in lex.ORGS:
            self.claim(start, stop, "organisation")
        elif text in lex.LOCATIONS:
            self.claim(start, stop, "location")
        elif stop - start == 1 and self.words[start].isupper() and len(text) > 1:
            self.claim(start, stop, "organisation")
        elif any(self._is_person_word(i) for i in range(start, stop)) and not determined:
            self._person(start, stop)
        elif stop - start > 1 and self.words[start] in ("San", "Santa", "Port", "New", "El", "La", "Fort", "Saint", "St") and sectors <= {"GOV", "MIL"}:
            self.claim(start, stop, "gpe")
        elif stop < len(self.words) and self.lower[stop] in MEMBERS and not self._kind_of_head(start, stop)[0] or (alone and "BUS" in sectors):
            self.claim(start, stop, "organisation")
        elif stop - start > 1:
            kind, _ = self._kind_of_head(start, stop)
            if kind:
                self.claim(start, stop, kind)
            elif determined or self.words[start].isupper() and len(self.words[start]) > 1 or self.words[start].lower() in ("al", "el") and alone:
                self.claim(start, stop, "organisation")
            else:
                self._person(start, stop)
        elif alone and not determined and sectors <= {"GOV", "MIL"}:
            self.claim(start, stop, "gpe")
        elif stop < len(self.words) and self.lower[stop] in ("'s", "'") and stop < end:
            self.claim(start, stop, "gpe")
        elif start > first and self.lower[start - 1] in ("in", "of", "from", "near", "at"):
            self.claim(start, stop, "gpe")
        elif sectors & {"REB", "PTY", "BUS", "SOC", "JRN", "LAB", "UAF", "PRM", "EDU", "IMG", "CRM", "SPY"} or determined:
            self.claim(start, stop, "organisation")
        elif start > first and stop == end and self.lower[start - 1][0].isalpha():
            self._person(start, stop)
        else:
            self.unsure.update(range(start, stop))

    def _leftovers(self):
        """Places, bodies and persons outside of what is annotated."""
        for i in range(len(self.words)):
            if self.tags[i] is not None:
                continue
            length = self._matches(PLACE_PHRASES, self.words, i)
            if length and self.free(i, i + length):
                self.claim(i, i + length, "gpe")
            elif self.words[i] in lex.ORGS and (not self.upos or self.upos[i] == "PROPN"):
                self.claim(i, i + 1, "organisation")
            elif self.words[i] in lex.LOCATIONS and (not self.upos or self.upos[i] == "PROPN"):
                self.claim(i, i + 1, "location")
        if self.upos is None:
            for first, end in self._runs():
                self._leftover(first, end)

    def _leftover(self, first, end):
        first, end = self._trim(first, end)
        if first >= end or not self.free(first, end):
            return
        before = self.lower[first - 1] if first else ""
        if any(self._is_person_word(i) for i in range(first, end)) and before != "the":
            self._person(first, end)
        elif end - first == 1 and self.words[first].isupper() and len(self.words[first]) > 1 and not self.shouted:
            self.claim(first, end, "organisation")
        elif end - first > 1 and self._kind_of_head(first, end)[0]:
            self.claim(first, end, self._kind_of_head(first, end)[0])
        elif end - first > 1 and before == "the":
            self.unsure.update(range(first, end))
        elif end - first == 1 and before in ("in", "at", "near", "from", "to", "outside") and end - first == 1:
            self.claim(first, end, "gpe")
        else:
            self.unsure.update(range(first, end))

    def _is_number(self, i):
        word = self.lower[i]
        return bool(re.fullmatch(r"[\d][\d.,:]*", word)) or word in lex.NUMBER_WORDS

    def _numbers(self):
        i, n = 0, len(self.words)
        while i < n:
            if self.tags[i] is not None or not (self._is_number(i) or self.words[i] in lex.CURRENCY_SIGNS and i + 1 < n and self._is_number(i + 1)):
                i += 1
                continue
            if self.upos and self.upos[i] not in ("NUM", "SYM", "NOUN"):
                i += 1
                continue
            if self.lower[i] in ("one", "second", "m", "bn") and (not self.upos and (self.lower[i] != "one" or (i + 1 < n and self.lower[i + 1] in (
                    ",", ".", "of", "another", "'s", "who", "that", "to")) or (i and self.lower[i - 1] in ("no", "any", "the", "this", "every", "some", "only")))):
                i += 1
                continue
            end = i + 1
            while end < n and self.tags[end] is None and (self._is_number(end) or self.lower[end] in lex.CURRENCIES and not (self.upos and self.upos[end] == "PROPN") or (
                    self.lower[end] in ("of", "and", "-", "to", "–") and end + 1 < n and self._is_number(end + 1) and self.tags[end + 1] is None and (
                        self.lower[end] == "of" and self.lower[end - 1] in ("tens", "hundreds", "thousands", "scores", "dozens") or
                        self.lower[end] in ("-",) and self.lower[i] in lex.NUMBER_WORDS and self.lower[end + 1] in lex.NUMBER_WORDS))):
                end += 1
            start = i - 1 if i and self.lower[i - 1] in ("tens",) else i
            if i > 1 and self.lower[i - 1] == "of" and self.lower[i - 2] == "tens":
                start = i - 2
            self.claim(start, end, "number") or self.claim(i, end, "number")
            i = end

    def _finish(self, known):
        tags = []
        for i, tag in enumerate(self.tags):
            if tag is None and self.plain[i] not in lex.TITLES and (i in self.unsure or self._open(i, known)):
                tags.append(None)
            else:
                tags.append(tag or "O")
        return self._mask_broken(tags) if not known else tags

    def _open(self, i, known):
        """Whether `O` would be a guess."""
        if not known:
            return self.upos[i] in ("PROPN", "X") or (self.xpos[i] in ("NNP", "NNPS")) or (_capital(self.words[i]) and i > 0 and self.upos[i] in ("NOUN", "ADJ"))
        return self.upos is None and self.shouted and _capital(self.words[i])

    def _mask_broken(self, tags):
        """Without annotation, names beside undecided words are not sure to be whole."""
        result = list(tags)
        sure = ("norp", "number", "date", "weapon", "item")
        for i, tag in enumerate(tags):
            if tag and tag != "O" and not tag.endswith(sure) and not (tag.endswith("office") and self.upos[i] == "NOUN"):
                near = [tags[k] for k in (i - 1, i + 1) if 0 <= k < len(tags)]
                text_is_state = self.words[i] in lex.STATES and None not in near
                if not text_is_state and (None in near or tag.endswith(("person", "organisation", "facility"))):
                    result[i] = None
        for i, tag in enumerate(result):
            if tag and tag.startswith("I-") and (i == 0 or result[i - 1] is None or result[i - 1] == "O"):
                result[i] = None
        for i in range(len(result) - 2, -1, -1):
            if result[i + 1] is None and tags[i + 1] and tags[i + 1].startswith("I-") and tags[i] and tags[i] != "O":
                result[i] = None
        return result


MEMBERS = set("lawmaker lawmakers militants militant fighters fighter rebels rebel guerrillas guerrilla supporters insurgents members member gunmen mp mps senator senators activists candidate candidates leader leaders "
              "forces troops executives executive commander commanders officials officer party workers employees staff".split())
DURATIONS = set("seconds minutes minute hours hour days day weeks week months month years year decades decade centuries".split())

COMMON_FIRST = set("""the a an this that these those its their his her our my your some any all both each every in on at by for from with without after before since until during under over between among against
as if when while where who which what why how it he she they we you i there here no not but and or nor so yet than then now two three four five six seven eight nine ten eleven twelve dozens hundreds thousands tens
several many few most more another other others one state asked speaking according despite although though because unless once only even also still never meanwhile however earlier later police troops soldiers officials
protesters gunmen villagers residents workers farmers students teachers nurses rebels militants lawmakers prosecutors authorities analysts diplomats western opposition former health local federal military army security government
ministers leaders talks ties relations both neither either half plans nothing nobody everyone anyone lawyers judges doctors families women men children youths fighters jihadists bandits pirates hackers investigators
to of would could should may might must can will did do does has have had is are was were be been being let not just about around nearly almost at least up down out off into through within across along beyond behind
beside besides toward towards upon amid rather instead perhaps maybe""".split())
