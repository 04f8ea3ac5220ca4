import axios, { type AxiosInstance, type CreateAxiosDefaults } from "axios";

/** An HTTP client with the limits that every outgoing call has: a deadline and a cap on what may come back. */
export function createHttp(options: CreateAxiosDefaults): AxiosInstance {
  return axios.create({ timeout: 30_000, maxContentLength: 64 * 1024 * 1024, maxRedirects: 0, ...options });
}
