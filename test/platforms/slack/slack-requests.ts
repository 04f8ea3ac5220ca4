import type http from "node:http";

/** A request's body. */
export async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The arguments of a Web API call, however they were sent. */
export function fieldsOf(type: string, body: Buffer): Record<string, any> {
  const text = body.toString("utf8");
  if (type.includes("json")) return JSON.parse(text || "{}");
  const fields: Record<string, any> = Object.fromEntries(new URLSearchParams(text));
  for (const name of ["blocks", "files", "metadata", "view", "prompts"])
    if (typeof fields[name] === "string") fields[name] = JSON.parse(fields[name]);
  return fields;
}

/** The file of an upload's form. */
export async function uploaded(type: string, body: Buffer): Promise<Uint8Array> {
  if (!type.includes("multipart")) return new Uint8Array(body);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const [file] = [...form.values()].filter((part) => typeof part !== "string");
  return new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
}
