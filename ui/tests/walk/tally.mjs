/** What held and what did not, a line each. */
export const tally = { passed: 0, failed: 0 };

export function check(name, holds, detail = '') {
  tally[holds ? 'passed' : 'failed'] += 1;
  const why = detail instanceof Function ? detail() : detail;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}${holds || !why ? '' : `: ${String(why).slice(0, 400)}`}`);
}

/** Runs a part of the walk; what it throws is a failure of this part, and the walk goes on. `failed` sees the window as it then is. */
export async function scene(name, run, failed = () => {}) {
  const began = performance.now();
  try {
    await run();
  } catch (cause) {
    check(`${name}: goes through`, false, cause.message.replace(/\u001b\[\d*m/g, '').replaceAll('\n', ' '));
    await failed();
  }
  if (process.env.TIMES) console.log(`     ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
