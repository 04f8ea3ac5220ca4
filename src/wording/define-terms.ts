import type { Term } from "./define-term.ts";
import { customerTerms } from "./define-terms-customers.ts";
import { marketTerms } from "./define-terms-market.ts";
import { segmentTerms } from "./define-terms-segments.ts";
import { sellingTerms } from "./define-terms-selling.ts";

/** Every term but the indicators, which define themselves. */
export const terms: readonly Term[] = [...sellingTerms, ...customerTerms, ...segmentTerms, ...marketTerms];
