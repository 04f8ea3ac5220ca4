import odoo from "../../../src/connectors/odoo/index.ts";
import { incrementalContract } from "../incremental-contract.ts";
import { openOdooRig } from "./open-rig.ts";

incrementalContract("odoo over /json/2", odoo, () => openOdooRig("json2"));
