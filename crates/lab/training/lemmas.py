#!/usr/bin/env python3
"""Makes the lemma table of the crate `parsing` from UD training files and lemminflect's look-up table.

  python lemmas.py OUT.txt TRAIN.conllu...      # needs: pip install lemminflect==0.2.3 (MIT)
  python lemmas.py --check TABLE.txt DEV.conllu...

A table has two kinds of lines. `rule CLASS SUFFIX LEMMA-SUFFIX`: a word of this class that ends so has a lemma that ends so; the longest
suffix wins. `word KEY FORM LEMMA`: an exception. Classes are the inflected forms (N plural, Z third person, G -ing, D past, C
comparative, S superlative); other keys are `UPOS/XPOS`. Forms are lower-case but those of proper nouns. `-` is the empty string.
"""
import collections, csv, gzip, os, sys

CLASS = {'NNS': 'N', 'NNPS': 'N', 'VBZ': 'Z', 'VBG': 'G', 'VBD': 'D', 'VBN': 'D', 'JJR': 'C', 'RBR': 'C', 'JJS': 'S', 'RBS': 'S'}
INFLECTED = ('NOUN', 'PROPN', 'VERB', 'AUX', 'ADJ', 'ADV')
LONGEST = 7
HEAD = ('# Lemmas: suffix rules and exceptions. Edition 2026-11. Derived from UD English EWT (CC BY-SA 4.0) and GUM (CC BY 4.0, CC BY-SA 3.0), '
        'training parts, and lemminflect 0.2.3 (MIT, Brad Jascob); see NOTICE.\n')


def rows(path):
    for line in open(path, encoding='utf8'):
        columns = line.rstrip('\n').split('\t')
        if len(columns) == 10 and columns[0].isdigit(): yield columns[1], columns[2], columns[3], columns[4]


def is_proper(upos, xpos): return upos == 'PROPN' or xpos in ('NNP', 'NNPS')
def key_of(upos, xpos): return CLASS[xpos] if xpos in CLASS and upos in INFLECTED else f'{upos}/{xpos}'


PARTICLES = ('de', 'la', 'le', 'al', 'el', 'van', 'von', 'of', 'the', 'bin', 'ibn', 'der', 'den', 'di', 'da', 'du', 'e', 'y', 'and', 'for', 'in', 'to', 'on')


def plain(form, upos, xpos):
    """The lemma of a word that is in no table."""
    if upos == 'PROPN' and xpos == 'NNP' and form.islower() and form.isalpha() and form not in PARTICLES: return form[:1].upper() + form[1:]
    if is_proper(upos, xpos): return form
    if upos == 'NUM' and form.isascii() and form.isalpha() and form.isupper() and set(form) <= set('IVXLC'): return form
    if upos == 'NUM' and form[:1].isdigit(): return form.replace(',', '')
    if keeps_case(form, upos, xpos): return form
    return form.lower()


def keeps_case(form, upos, xpos):
    """Adjectives of nationality, and initials."""
    if upos == 'ADJ' and form[:1].isupper() and form[1:].islower() and form.endswith(NATIONAL): return True
    if xpos == 'NN' and form.isupper() and len(form) <= 3 and form.isascii() and form.isalpha(): return True
    return any(c.isdigit() for c in form) and form.isupper() and xpos == 'NN'


NATIONAL = ('ian', 'ese', 'ani', 'aeli', 'raqi', 'eshi', 'audi', 'ish', 'rican', 'Arab', 'rean', 'pean', 'ench', 'eek', 'utch', 'stinian', 'emeni', 'aiti', 'mali')


def edit(form, lemma, suffix):
    """What the suffix becomes, if the rest of the word stays."""
    stem = form[:len(form) - len(suffix)]
    return lemma[len(stem):] if lemma.startswith(stem) else None


def learn(pairs):
    """Suffix rules {suffix: replacement} for {form: (lemma, weight)}."""
    votes = collections.defaultdict(collections.Counter)
    for form, (lemma, weight) in pairs.items():
        for n in range(0, min(LONGEST, len(form) - 1) + 1):
            suffix = form[len(form) - n:]
            to = edit(form, lemma, suffix)
            if to is not None: votes[suffix][to] += weight
    rules = {}
    for suffix in sorted(votes, key=lambda s: (len(s), s)):
        best, count = sorted(votes[suffix].items(), key=lambda x: (-x[1], x[0]))[0]
        inherited = apply(rules, suffix, default=suffix)
        if best != inherited and count - votes[suffix][inherited] >= 3: rules[suffix] = best
    return rules


def apply(rules, form, default=None):
    for n in range(min(LONGEST, len(form)), -1, -1):
        suffix = form[len(form) - n:]
        if suffix in rules: return form[:len(form) - n] + rules[suffix]
    return form if default is None else default


def counted(paths):
    counts = collections.defaultdict(collections.Counter)
    for path in paths:
        for form, lemma, upos, xpos in rows(path):
            if lemma != '_' and upos != 'X': counts[key_of(upos, xpos), form if is_proper(upos, xpos) else form.lower(), upos, xpos][lemma] += 1
    return counts


# Plurals without a singular of their own, or with the same one.
INVARIANT = 'series species news headquarters means crossroads barracks gallows goods mathematics politics physics economics ethics arms odds clothes thanks'


def lookup_table():
    """(class, form) -> lemma from lemminflect, forms in lower case."""
    import lemminflect
    path = os.path.join(os.path.dirname(lemminflect.__file__), 'resources', 'lemma_lu.csv.gz')
    found, invariant = {}, INVARIANT.split()
    for form, pos, lemmas in csv.reader(gzip.open(path, 'rt', encoding='utf8')):
        lemma = lemmas.split('/')[0]
        if form != form.lower() or ' ' in form or not form.isalpha(): continue
        if form == lemma and not (pos == 'noun' and form.endswith('s') and form in invariant): continue
        classes = {'noun': 'N', 'verb': 'Z' if form.endswith('s') else 'G' if form.endswith('ing') else 'D'}
        if pos in classes: found[classes[pos], form] = lemma
        elif pos in ('adj', 'adv'): found.setdefault(('S' if form.endswith('st') else 'C', form), lemma)
    return found


def build(out, paths):
    counts = counted(paths)
    pairs = collections.defaultdict(dict)
    for (cls, form), lemma in lookup_table().items(): pairs[cls][form] = (lemma, 1)
    seen = collections.defaultdict(collections.Counter)
    for (key, form, upos, xpos), lemmas in counts.items():
        if key in CLASS.values():
            for lemma, n in lemmas.items(): seen[key, form.lower()][lemma.lower()] += n
    for (key, form), lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        # The treebanks know idioms of nouns better, the look-up table irregular verbs.
        if n > (9 if key in 'ZGD' else 2) or form not in pairs[key]: pairs[key][form] = (lemma, 1 + min(n, 3))
    lines = []
    for cls in sorted(pairs):
        rules = learn(pairs[cls])
        for suffix, to in sorted(rules.items()): lines.append(f"rule {cls} {suffix or '-'} {to or '-'}")
        for form, (lemma, _) in sorted(pairs[cls].items()):
            if apply(rules, form) != lemma: lines.append(f'word {cls} {form} {lemma}')
    by_class = {(line.split()[1], line.split()[2]): line.split()[3] for line in lines if line.startswith('word')}
    rules_of = {cls: learn(pairs[cls]) for cls in pairs}
    for (key, form, upos, xpos), lemmas in sorted(counts.items()):
        lemma, n = lemmas.most_common(1)[0]
        if key in CLASS.values() and upos in ('ADV', 'AUX') and n > 1:
            said = by_class.get((key, form)) or apply(rules_of[key], form)
            if said != lemma: lines.append(f'word {upos}/{xpos} {form} {lemma}')
        if key in CLASS.values() or ' ' in form or ' ' in lemma: continue
        closed = upos in ('PRON', 'DET', 'AUX', 'ADP', 'CCONJ', 'SCONJ', 'PART', 'PUNCT')
        by_case = lemma.lower() == form.lower()
        if plain(form, upos, xpos) != lemma and (n > 1 or by_case) and (upos != 'NUM' or not form[:1].isdigit()) and not (is_proper(upos, xpos) and n < 2):
            lines.append(f'word {key} {form} {lemma}')
    with open(out, 'w', encoding='utf8') as file: file.write(HEAD + '\n'.join(lines) + '\n')
    print(f'{len(lines)} lines, {os.path.getsize(out)} bytes')


def load(path):
    rules, words = collections.defaultdict(dict), {}
    for line in open(path, encoding='utf8'):
        if line.startswith('#'): continue
        kind, key, form, lemma = line.rstrip('\n').split(' ')
        if kind == 'rule': rules[key][form.replace('-', '') if form == '-' else form] = '' if lemma == '-' else lemma
        else: words[key, form] = lemma
    return rules, words


def lemma_of(table, form, upos, xpos):
    rules, words = table
    key, proper = key_of(upos, xpos), is_proper(upos, xpos)
    lower = form.lower()
    if key in rules and len(form) > 2:
        lemma = words.get((f'{upos}/{xpos}', lower)) or words.get((key, lower)) or apply(rules[key], lower)
        if proper: return recase(form, lower, lemma)
        return lemma
    found = words.get((key, form if proper else lower))
    return found or plain(form, upos, xpos)


def recase(form, lower, lemma):
    """`lemma` with the capitals that `form` has where they agree."""
    if form.isupper() and len(form) > 3 or len(lower) != len(form): return lemma.upper() if form.isupper() else lemma
    n = 0
    while n < min(len(lower), len(lemma)) and lower[n] == lemma[n]: n += 1
    head = form[:n] + lemma[n:]
    return head if n else head[:1].upper() + head[1:]


def check(path, files):
    table = load(path)
    for file in files:
        good = total = 0; wrong = collections.Counter()
        for form, lemma, upos, xpos in rows(file):
            total += 1; said = lemma_of(table, form, upos, xpos)
            if said == lemma: good += 1
            else: wrong[f'{form} {upos} {xpos} {lemma} said {said}'] += 1
        print(f'{file}: {good / total:.4f} of {total}'); print('\n'.join(f'  {n} {w}' for w, n in wrong.most_common(int(os.environ.get('N', 40)))))


if __name__ == '__main__':
    if sys.argv[1] == '--check': check(sys.argv[2], sys.argv[3:])
    else: build(sys.argv[1], sys.argv[2:])
