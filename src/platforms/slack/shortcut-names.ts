/** The shortcuts of the manifest: what they are called, and by which id they come back. */
export const shortcuts = {
  ask: {
    callback: "parley_ask",
    type: "global",
    name: "Ask Parley",
    description: "Ask about your sales in your own words",
  },
  about: {
    callback: "parley_ask_about",
    type: "message",
    name: "Ask Parley about this",
    description: "Ask about what this message says",
  },
} as const;
