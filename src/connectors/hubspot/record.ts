/** An object as HubSpot gives it. */
export interface HubSpotObject {
  readonly id: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly archived?: boolean;
  readonly archivedAt?: string;
  readonly properties: Readonly<Record<string, string | null | undefined>>;
  readonly propertiesWithHistory?: Readonly<Record<string, readonly PropertyVersion[] | undefined>>;
}

/** A value that a property had from a time on; the newest comes first. */
export interface PropertyVersion {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType?: string;
  readonly updatedByUserId?: number;
}

/** A page of objects; without `paging` it is the last. */
export interface ObjectPage {
  readonly results: readonly HubSpotObject[];
  readonly total?: number;
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** What mappings see: properties by name, and what other calls tell (`companies.0`, `closed.at`). */
export type MappedRecord = Readonly<Record<string, unknown>>;
