// The server under test: the one BASE_URL names, or our own on the published side of ./var.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The address of a running server, and how to stop it. */
export async function start() {
  const given = process.env.BASE_URL;
  if (given) {
    return { base: given.replace(/\/+$/, ""), stop() {} };
  }
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const program = process.env.VIK_SERVER ?? join(target, "debug/vik-server");
  const open = process.env.VIK_OPEN ?? join(root, "var/open");
  if (!existsSync(program)) {
    throw new Error("vik-server has not been built; run `cargo build`, or set BASE_URL to a running server");
  }
  if (!existsSync(open)) {
    throw new Error("there is nothing published in var/open; run `cargo demo` once, or set BASE_URL");
  }
  const child = spawn(program, ["--open", open, "--listen", "127.0.0.1:0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.on("exit", () => child.kill());
  const base = await new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error("vik-server did not start within 60 seconds")), 60_000);
    child.once("exit", (code) => reject(new Error(`vik-server stopped with exit code ${code}`)));
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/listening on (http:\/\/\S+)/);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
  });
  return { base, stop: () => child.kill() };
}
