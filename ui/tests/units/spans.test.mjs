/** Offsets count code points in the service and UTF-16 units in the browser. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/lib/spans.ts');
const { CodePoints } = module;

test('a point past an emoji lies one unit farther', () => {
  const points = new CodePoints('😀 Ghana');
  assert.equal(points.length, 7);
  assert.equal(points.unit(2), 3);
  assert.equal(points.slice(2, 7), 'Ghana');
  assert.ok(points.holds(2, 7, 'Ghana'));
});

test('a span with other words is not held', () => {
  const points = new CodePoints('😀 Ghana');
  assert.ok(!points.holds(3, 8, 'Ghana'));
  assert.ok(!points.holds(2, 6, 'Ghana'));
});

test('a span that is empty, turned around or beyond the text is not held', () => {
  const points = new CodePoints('Togo');
  for (const [start, end] of [[0, 0], [2, 1], [0, 5], [-1, 2], [NaN, 2]]) assert.ok(!points.holds(start, end), `${start}..${end}`);
  assert.equal(points.unit(5), null);
  assert.equal(points.slice(3, 9), '');
});

test('every point comes back from its unit, and the middle of a pair falls to its character', () => {
  const text = 'a😀b\u{1F1EC}\u{1F1ED}e\u0301';
  const points = new CodePoints(text);
  for (let point = 0; point <= points.length; point += 1) assert.equal(points.point(points.unit(point)), point);
  assert.equal(points.point(2), 1);
  assert.equal(points.slice(0, points.length), text);
});
