// A mail server for tests. What it does with a mail stands in the first part of the recipient's address; what it took is written
// to a file, a line for each mail, before it answers.
//
// node server.js FILE '{"tls": "none" | "tls" | "starttls", "certificate": "good" | "bad", "auth": true, "port": 0}'
import { appendFileSync, readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [, , file, options] = process.argv;
const { tls = "none", certificate = "good", auth = false, port = 0 } = JSON.parse(options ?? "{}");
const read = (name) => readFileSync(new URL(name, import.meta.url));
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
const doing = (address) => address.split(/[-.@]/)[0];
const seen = new Set();

const server = new SMTPServer({
  secure: tls === "tls",
  // Its own certificate is signed by nobody.
  ...(certificate === "good" && { key: read("localhost.key"), cert: read("localhost.pem") }),
  disabledCommands: [...(tls === "starttls" ? [] : ["STARTTLS"]), ...(auth ? [] : ["AUTH"])],
  authOptional: !auth,
  allowInsecureAuth: true,
  logger: false,
  onAuth({ username, password }, session, done) {
    const fits = username === "verbena" && password === "right";
    done(fits ? null : refusal(535, "5.7.8 not the right password"), { user: username });
  },
  onRcptTo({ address }, session, done) {
    switch (doing(address)) {
      case "gone":
        return done(refusal(550, `5.1.1 <${address}>: no such mailbox`));
      case "busy":
        return done(refusal(451, "4.7.1 please try again later"));
      case "once":
        if (seen.has(address)) return done();
        seen.add(address);
        return done(refusal(451, "4.7.1 greylisted"));
      case "hang":
        return;
      default:
        return done();
    }
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const to = session.envelope.rcptTo[0].address;
      const action = doing(to);
      if (action === "refused") return done(refusal(554, "5.7.1 not wanted here"));
      const mail = Buffer.concat(parts).toString("utf8");
      appendFileSync(file, JSON.stringify({ to, mail, secure: session.secure, user: session.user ?? null }) + "\n");
      const drops = action === "drop" && !seen.has(to);
      seen.add(to);
      if (drops) return [...server.connections].find(({ id }) => id === session.id)._socket.destroy();
      done(null, "taken");
    });
  },
});
server.on("error", () => {});
server.listen(port, "127.0.0.1", () => console.log(server.server.address().port));
// It ends with whoever started it.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
