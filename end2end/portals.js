import { fileURLToPath } from "node:url";
import { join } from "node:path";

const runs = fileURLToPath(new URL("./.run/", import.meta.url));

/** The portals under test: the same program on each database, each with the demo clinic. */
export const portals = [
  // Passkeys belong to a host with a name: the first portal has one, the second one has none.
  { name: "sqlite", port: 3191, host: "localhost" },
  { name: "postgres", port: 3192, host: "127.0.0.1" },
].map(({ name, port, host }) => ({ name, port, url: `http://${host}:${port}`, data: join(runs, name) }));

export const portal = (url) => portals.find((one) => one.url === url);
