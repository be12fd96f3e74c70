/** What is chosen lives in the address: it has to come back as it was. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/lib/address.ts');
const { address, changed, part, to, whole } = module;
const names = ['Kamrul Hassan', 'Ng\'ang\'a', 'a/b', '..', '.', '~tilde', 'back\\slash', '100 %', 'line\nend', 'Ödön & Söhne?#', '日本 😀', '=1', ''];

test('a name comes back from a path', () => {
  for (const name of names) assert.equal(whole(part(name)), name, JSON.stringify(name));
});

test('no name makes a path that the service refuses', () => {
  for (const name of names) assert.doesNotMatch(part(name), /[/\\]|%(2f|5c|25|00|0a)|^\.{1,2}$/i, JSON.stringify(name));
});

test('a broken part is taken as it stands', () => {
  for (const broken of ['%E0%A4%A', '~***']) assert.equal(whole(broken), broken);
});

test('filters come back from a query as they were set', () => {
  const chosen = { words: '"air force" NOT drill & more', actor: ['BGD MIL', 'Ng\'ang\'a'], since: '2025-01-01', min_confidence: '0.9' };
  const query = new URLSearchParams(changed('', chosen));
  assert.equal(query.get('words'), chosen.words);
  assert.deepEqual(query.getAll('actor'), chosen.actor);
  assert.equal(query.get('min_confidence'), '0.9');
});

test('a change leaves the other filters, and takes out what is emptied', () => {
  assert.equal(changed('?a=1&b=2&b=3&cursor=x', { b: ['4'], cursor: null }), '?a=1&b=4');
  assert.equal(changed('?a=1', { a: '' }), '');
  assert.equal(changed('?a=1&b=2', { b: [] }), '?a=1');
});

test('the service is asked for what is set, in the same order', () => {
  assert.equal(address('/events', { words: 'a b', actor: ['BGD', 'PAK'], sort: null, disputed: false, limit: 0 }), '/events?words=a+b&actor=BGD&actor=PAK&limit=0');
  assert.equal(address('/today', {}), '/today');
});

test('addresses of pages hold what they are of', () => {
  const url = new URL(to.report('https://a.example/b?c=1', 'e1'), 'http://host');
  assert.equal(whole(url.pathname.split('/')[2]), 'https://a.example/b?c=1');
  assert.equal(url.searchParams.get('event'), 'e1');
  assert.deepEqual(new URL(to.relation('BGD MIL', 'PAK'), 'http://host').searchParams.getAll('party'), ['BGD MIL', 'PAK']);
});
