/** Tables go into spreadsheets, and their cells come from reports. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/lib/csv.ts');
const line = (...cells) => module.csvText(['head'], [cells]).split('\r\n').slice(1).join('\r\n').replace(/\r\n$/, '');

test('a file begins with a byte-order mark and its head, and each line ends as RFC 4180 says', () => {
  assert.equal(module.csvText(['a', 'b'], [[1, null]]), '\ufeffa,b\r\n1,\r\n');
});

test('commas, quotes and line ends are quoted', () => {
  assert.equal(line('a,b', 'say "so"', 'two\nlines'), '"a,b","say ""so""","two\nlines"');
});

test('what a spreadsheet would run is text', () => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\u00a0=1', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201']) {
    assert.ok(line(cell).replace(/^"/, '').startsWith("'"), JSON.stringify(cell));
  }
  assert.equal(line('=HYPERLINK("http://a.example","b")'), '"\'=HYPERLINK(""http://a.example"",""b"")"');
});

test('numbers stay numbers, also below zero; nothing known is nothing', () => {
  assert.equal(line(-3.5, 0, true, undefined), '-3.5,0,true,');
});
