// Starts one portal with a fresh demo clinic and stays until it ends.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { portals } from "./portals.js";

const { name, port, url, data } = portals.find((one) => one.name === process.argv[2]);
const need = (variable) => {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the browser tests with cargo xtask test browser`);
  return value;
};

rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true, mode: 0o700 });

const env = {
  ...process.env,
  // Two browsers ask more in a minute than a household does.
  VERBENA_REQUESTS_PER_MINUTE: "100000",
  VERBENA_SIGN_INS_PER_MINUTE: "1000",
  // Each request would be a line among the results of the tests.
  VERBENA_LOG_LEVEL: "warn",
};
delete env.DATABASE_URL;
if (name === "postgres") {
  const server = new URL(need("TEST_DATABASE_URL"));
  const database = `verbena_end2end_${process.pid}`;
  execFileSync("psql", [server.href, "-qc", `CREATE DATABASE ${database}`], { stdio: "inherit" });
  server.pathname = `/${database}`;
  env.DATABASE_URL = server.href;
}
const program = spawn(
  need("VERBENA_BIN"),
  ["serve", "--demo", "--data", data, "--listen", `127.0.0.1:${port}`, "--public-url", url],
  { env, stdio: "inherit" },
);
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => program.kill(signal));
program.on("exit", (code) => process.exit(code ?? 1));
