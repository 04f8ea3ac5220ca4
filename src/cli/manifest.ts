import { summarise } from "#host.ts";
import { print } from "#local/print.ts";
import { discoverUnits } from "#units.ts";
import { defineVerb } from "#verb.ts";

export default defineVerb({
  usage: "npm run manifest",
  async run(_words, environment) {
    const units = await discoverUnits();
    for (const platform of units.platforms.values()) {
      if (platform.manifest)
        await print(JSON.stringify(platform.manifest(summarise(units.commands), environment), null, 2));
    }
    return 0;
  },
});
