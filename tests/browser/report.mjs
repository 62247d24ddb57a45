// One line for each check, and a closing line with the counts.

let passed = 0;
let failed = 0;

/** Prints a check; `problem` is empty when it holds. */
export function check(name, problem) {
  if (problem) {
    failed += 1;
    console.log(`FAIL  ${name}: ${problem}`);
  } else {
    passed += 1;
    console.log(`ok    ${name}`);
  }
}

/** Runs a check that may throw; what it returns is the problem, or nothing. */
export async function attempt(name, body) {
  try {
    check(name, await body());
  } catch (error) {
    check(name, String(error.message ?? error).split("\n")[0]);
  }
}

/** Waits. */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/** What the promise gives, or an error when it takes longer. */
export async function within(minutes, promise) {
  const late = pause(minutes * 60_000).then(() => {
    throw new Error(`more than ${minutes} minutes`);
  });
  return Promise.race([promise, late]);
}

/** Prints the closing line and returns the exit code. */
export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
