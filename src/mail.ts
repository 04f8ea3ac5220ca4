import type { Log } from "./platform.ts";

/** Sends a short text to one address. */
export type Mailer = (mail: { readonly to: string; readonly subject: string; readonly text: string }) => Promise<void>;

/**
 * Mail through SMTP_URL (`smtps://user:password@host`), from MAIL_FROM; null where none is configured. Whoever sends does
 * not wait for it: a failure is logged without the text, which may hold a code.
 */
export function createMailer(
  settings: { readonly url: string | null; readonly from: string },
  log: Log,
): Mailer | null {
  const { url, from } = settings;
  if (url === null) return null;
  return async ({ to, subject, text }) => {
    try {
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
      await transport.sendMail({ to, subject, text });
    } catch (error) {
      log.error({ err: error, subject }, "a mail could not be sent");
    }
  };
}
