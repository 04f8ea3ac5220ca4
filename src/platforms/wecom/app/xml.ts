import { XMLParser } from "fast-xml-parser";

/** An element's content: text, elements, or several of a name. */
export type XmlValue = string | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue | undefined;
}

// WeCom writes texts as CDATA. Entities are not read, so none can expand or reach for a file.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  maxNestedTags: 10,
});

/**
 * Does it declare a document type or an entity outside of its texts, or have a text without end? O(length), as anybody
 * may post to a callback.
 */
function declares(text: string): boolean {
  for (let at = 0; ; ) {
    const begins = text.indexOf("<![CDATA[", at);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(at, begins < 0 ? undefined : begins))) return true;
    if (begins < 0) return false;
    at = text.indexOf("]]>", begins);
    if (at < 0) return true;
  }
}

/** What `<xml>…</xml>` holds; null when it is not that, is malformed, or declares a document type. */
export function readXml(text: string): XmlElement | null {
  if (declares(text)) return null;
  try {
    const { xml } = parser.parse(text, true) as { readonly xml?: XmlValue };
    return typeof xml === "object" && !Array.isArray(xml) ? (xml as XmlElement) : null;
  } catch {
    return null;
  }
}

/** The text at the end of a path; empty when there is none. */
export function textAt(element: XmlElement | null, ...path: readonly string[]): string {
  let value: XmlValue | undefined = element ?? undefined;
  for (const name of path)
    value = typeof value === "object" && !Array.isArray(value) ? (value as XmlElement)[name] : undefined;
  return typeof value === "string" ? value : "";
}

/** The elements at the end of a path, also when there is only one. */
export function elementsAt(element: XmlElement | null, ...path: readonly string[]): readonly XmlElement[] {
  let value: XmlValue | undefined = element ?? undefined;
  for (const name of path)
    value = typeof value === "object" && !Array.isArray(value) ? (value as XmlElement)[name] : undefined;
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((one): one is XmlElement => typeof one === "object" && !Array.isArray(one));
}
