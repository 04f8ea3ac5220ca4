import { learnRecommendations, type RecommendInput } from "#metrics/recommend/recommend-model.ts";
import { defineTask } from "#task.ts";

/** Which products go together and what similar accounts buy. */
export default defineTask(import.meta.url, (input: RecommendInput) => learnRecommendations(input));
