import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut: once the request holds `marker` and the server has answered, nothing comes back. */
export async function openProxy(port: number) {
  const sockets = new Set<Socket>();
  let marker: string | null = null;
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    let doomed = false;
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", cut);
      socket.on("close", cut);
    }
    near.on("data", (bytes) => {
      if (marker !== null && bytes.includes(marker)) {
        marker = null;
        doomed = true;
        cuts++;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (doomed) cut();
      else near.write(bytes);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** The next request with this text is done, and its answer lost. */
    loseAnswerTo(text: string): void {
      marker = text;
    },
    cuts: () => cuts,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
