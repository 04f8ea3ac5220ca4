import { rm } from "node:fs/promises";
import type { Opening } from "../settings.ts";
import { folderOf } from "./folder-of.ts";

export default async (): Promise<Opening> => {
  const folder = await folderOf({ "orders.csv": "id,ordered_at,net\n1,2025-01-01,1\n" });
  return { environment: { CRM_CSV_DIR: folder }, cleanup: () => rm(folder, { recursive: true }) };
};
