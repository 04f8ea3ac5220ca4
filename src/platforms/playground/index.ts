import { createServer } from "node:http";
import { z } from "zod";
import type { Attachment } from "#answer.ts";
import { definePlatform } from "#platform.ts";
import { readAssets } from "./assets.ts";
import { createBoard } from "./board.ts";
import { createConversation } from "./conversation.ts";
import { createDesk } from "./desk.ts";
import { createHistory } from "./history.ts";
import { listen } from "./listen.ts";
import { createLogin } from "./login.ts";
import { isLoopback } from "./loopback.ts";
import { createPages } from "./pages.ts";
import { createSender } from "./sending.ts";
import { createShelf } from "./shelf.ts";
import { createSockets } from "./sockets.ts";

/** How long a page may still load the pictures of the last answers while the server stops. */
const PICTURES_MS = 1_000;

const switchedOn = z.stringbool().default(true);

/** A chat page on this machine: everything Parley says, with no token and no account. */
export default definePlatform({
  title: "Playground",
  config: z
    .object({
      PLAYGROUND: switchedOn,
      PLAYGROUND_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
      PLAYGROUND_HOST: z.string().trim().min(1).default("127.0.0.1"),
      PLAYGROUND_PASSWORD: z.string().min(8, "at least 8 characters").optional(),
    })
    .refine(
      ({ PLAYGROUND_HOST, PLAYGROUND_PASSWORD }) => isLoopback(PLAYGROUND_HOST) || PLAYGROUND_PASSWORD !== undefined,
      {
        path: ["PLAYGROUND_HOST"],
        message:
          "only this machine may be listened on without a password: set PLAYGROUND_PASSWORD, or PLAYGROUND_HOST=127.0.0.1",
      },
    ),
  capabilities: {
    slashCommands: true,
    threads: true,
    privateReplies: true,
    updates: true,
    forms: true,
    textLimit: 100_000,
    buttonLimit: 25,
    imageLimit: 1,
    fileLimit: 50 * 1024 * 1024,
  },
  enabled: ({ PLAYGROUND }) => switchedOn.safeParse(PLAYGROUND).data ?? true,
  async start({ PLAYGROUND_PORT, PLAYGROUND_HOST, PLAYGROUND_PASSWORD }, host) {
    const locked = PLAYGROUND_PASSWORD !== undefined;
    const history = createHistory();
    const shelves = { images: createShelf<Uint8Array>(200), files: createShelf<Attachment>(50) };
    const board = createBoard(host, history, shelves);
    const login = createLogin(PLAYGROUND_PASSWORD);
    const desk = createDesk(host, board, history, createConversation(host, board, history));
    const sockets = createSockets(host, board, desk, login, locked);
    const serve = createPages(await readAssets(), shelves, login, locked);
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
      serve(request, response).catch((error: unknown) => {
        host.log.warn({ platform: "playground", error }, "a page request broke");
        response.destroy();
      });
    });
    server.on("upgrade", sockets.upgrade);
    const port = await listen(server, PLAYGROUND_PORT, PLAYGROUND_HOST);
    const name = PLAYGROUND_HOST === "127.0.0.1" ? "localhost" : PLAYGROUND_HOST.replace(/^(?!\[)(.*:.*)$/, "[$1]");
    return {
      address: `http://${name}:${port}`,
      ...createSender(host, board),
      async stop() {
        await sockets.stop();
        await new Promise((resolve) => {
          server.close(resolve);
          setTimeout(() => server.closeAllConnections(), PICTURES_MS).unref();
        });
      },
    };
  },
});
