/** What the words of a search ask for, to mark it in what was found. */

/** Words and phrases without `AND`, `OR`, `NOT` and what is ruled out. */
export function wanted(query: string): string[] {
  const found: string[] = [];
  let ruledOut = false;
  for (const [, phrase, word] of query.matchAll(/"([^"]+)"|([^\s()"]+)/g)) {
    if (word === 'NOT' || word === '-') ruledOut = true;
    else if (word !== 'AND' && word !== 'OR') {
      const one = (phrase ?? word).replace(/^[a-z]+:|\*$/g, '').trim();
      if (one && !ruledOut && !one.startsWith('-')) found.push(one);
      ruledOut = false;
    }
  }
  return found;
}
