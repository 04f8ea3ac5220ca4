import type { Opening } from "../settings.ts";

export default async (): Promise<Opening> => ({ environment: {}, cleanup: async () => {} });
