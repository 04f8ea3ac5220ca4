import type { Rig } from "../rig.ts";
import { openOdooRig } from "./open-rig.ts";

export default (): Promise<Rig> => openOdooRig("jsonrpc");
