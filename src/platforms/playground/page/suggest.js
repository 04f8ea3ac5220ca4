/** `／` and `、` are what `/` gives in a Chinese keyboard layout. */
export function withSlash(text) {
  return text.replace(/^[／、]/u, "/");
}

/**
 * What could follow the text in the question box: while a command's name is typed, commands by name, other name or
 * title; after it, the examples of the command that go on from the text. Empty for plain sentences.
 */
export function suggest(typed, commands, locale) {
  const text = withSlash(typed);
  if (!text.startsWith("/")) return [];
  const [, name, rest] = /^\/(\S*)(.*)$/u.exec(text) ?? ["", "", ""];
  if (rest === "") return matching(name.toLowerCase(), commands, locale);
  const command = commands.find((one) => one.name === name || one.aliases.includes(name));
  const examples = (command?.examples ?? []).map((example) => example[locale]);
  return [...new Set(examples)]
    .filter((example) => example.toLowerCase() !== text.trim().toLowerCase())
    .filter((example) => rest.trim() === "" || example.toLowerCase().startsWith(text.toLowerCase()))
    .map((example) => ({ kind: "example", fill: example, label: example }));
}

function matching(typed, commands, locale) {
  const rank = (command) => {
    const names = [command.name, ...command.aliases].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(typed))) return 0;
    if (names.some((name) => name.includes(typed)) || command.title[locale].toLowerCase().includes(typed)) return 1;
    return command.summary[locale].toLowerCase().includes(typed) ? 2 : 3;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter(({ rank: place }) => place < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => ({
      kind: "command",
      fill: `/${command.name} `,
      label: `/${command.name}`,
      title: command.title[locale],
      summary: command.summary[locale],
    }));
}
