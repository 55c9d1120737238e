import { fileURLToPath } from "node:url";
import { join } from "node:path";

const runs = fileURLToPath(new URL("./.run/", import.meta.url));

/** The portals under test: the same program on each database, each with the demo clinic. */
export const portals = [
  { name: "sqlite", port: 3191 },
  { name: "postgres", port: 3192 },
].map(({ name, port }) => ({ name, port, url: `http://127.0.0.1:${port}`, data: join(runs, name) }));

export const portal = (url) => portals.find((one) => one.url === url);
