import { definePlatform } from "#platform.ts";
import { appFlavour, botFlavour, webhookFlavour, withCards, withoutCards } from "./compose.ts";
import { config, switches } from "./config.ts";
import { limits } from "./limits.ts";

export default definePlatform({
  title: "WeCom",
  config,
  capabilities: {
    slashCommands: false,
    threads: false,
    privateReplies: false,
    updates: true,
    forms: false,
    textLimit: limits.botText,
    buttonLimit: limits.buttons,
    imageLimit: 10,
    fileLimit: limits.file,
  },
  enabled: (environment) => switches.some((name) => environment[name] !== undefined),
  // The SDK is loaded by those who use WeCom only.
  start: async (settings, host) => (await import("./connect.ts")).connect(settings, host),
  preview(answer) {
    // Pictures are named here, not shown: a payload holds them as long strings.
    const { image: _, files: __, ...shown } = answer;
    const image = answer.image === undefined ? {} : { image: `PNG, ${answer.image.png.byteLength} bytes` };
    const withAlt = answer.image === undefined ? shown : { ...shown, alt: answer.image.alt };
    const bot = withCards(withAlt, botFlavour, () => "parley_preview");
    return {
      bot: [
        { msgtype: "stream", stream: { finish: true, content: bot.texts[0], ...image } },
        ...bot.texts.slice(1).map((content) => ({ msgtype: "markdown", markdown: { content } })),
        ...bot.cards.map((card) => ({ msgtype: "template_card", template_card: card })),
      ],
      app: withCards(withAlt, appFlavour, () => "parley_preview").texts.map((content) => ({
        msgtype: "markdown",
        markdown: { content },
      })),
      webhook: withoutCards(withAlt, webhookFlavour).texts.map((content) => ({
        msgtype: "markdown_v2",
        markdown_v2: { content },
      })),
    };
  },
  check: async (settings) => (await import("./check.ts")).check(settings),
});
