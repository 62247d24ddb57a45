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

/** The counts in a closing line, or nothing when there is none. */
export function counts(told) {
  const found = /^(\d+) passed, (\d+) failed\n$/m.exec(told ?? "");
  return found && { passed: Number(found[1]), failed: Number(found[2]) };
}

/** Prints what another process printed, and adds its counts to ours. */
export function add(told) {
  const theirs = counts(told) ?? { passed: 0, failed: 0 };
  passed += theirs.passed;
  failed += theirs.failed;
  process.stdout.write(told.replace(/^\d+ passed, \d+ failed\n$/m, ""));
}

/** Prints the closing line and returns the exit code. */
export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
