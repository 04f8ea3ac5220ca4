/** What the computing thread is asked. */
export interface ComputeRequest {
  readonly id: number;
  readonly module: string;
  readonly input: unknown;
}

/** What it answers, and how much memory its thread holds then; an error keeps its name, message and code. */
export type ComputeReply = { readonly id: number; readonly heldBytes: number } & (
  | { readonly output: unknown }
  | { readonly error: ThrownError }
);

export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
  readonly hint: string | undefined;
}
