import { currentLanguage } from './preferences.tsx';
import { ApiProblem, NoConnection } from './problem.ts';

/** The one way to the server. Paths are relative to /api/v1: `get('plans/targets', { query: { region } })`. */
const base = '/api/v1/';

type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface Options {
  query?: Query | undefined;
  signal?: AbortSignal | undefined;
  /** The ETag that the change is based on; answers 412 when somebody was faster. */
  ifMatch?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

export interface Tagged<T> {
  data: T;
  etag: string | null;
}

/** '/api/v1/…' with its query; empty values are left out, lists are joined by commas. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') search.set(key, text);
  }
  const tail = search.toString();
  return (path.startsWith('/') ? path : base + path) + (tail ? `?${tail}` : '');
}

const acceptLanguage = () => (currentLanguage() === 'zh' ? 'zh-CN,zh;q=0.9' : 'en,zh;q=0.5');

const signedOutListeners = new Set<() => void>();
/** Called when the server says that the session is over. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

function toProblem(status: number, body: string): ApiProblem {
  let problem: ApiProblem;
  try {
    problem = new ApiProblem({ ...(JSON.parse(body) as object), status });
  } catch {
    problem = new ApiProblem({ status });
  }
  if (status === 401) for (const listener of signedOutListeners) listener();
  return problem;
}

async function ask(method: string, path: string, body: unknown, options: Options, accept: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, 'Accept-Language': acceptLanguage(), ...options.headers };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.ifMatch) headers['If-Match'] = options.ifMatch;
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new NoConnection(cause);
  }
  if (!response.ok) throw toProblem(response.status, await response.text());
  return response;
}

async function askJson<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<Tagged<T>> {
  const response = await ask(method, path, body, options, 'application/json, application/problem+json');
  const text = response.status === 204 ? '' : await response.text();
  return { data: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('ETag') };
}

export const get = async <T>(path: string, options?: Options) =>
  (await askJson<T>('GET', path, undefined, options)).data;
/** With the ETag, for an edit that follows. */
export const getTagged = <T>(path: string, options?: Options) => askJson<T>('GET', path, undefined, options);
export const post = async <T>(path: string, body?: unknown, options?: Options) =>
  (await askJson<T>('POST', path, body, options)).data;
export const put = async <T>(path: string, body?: unknown, options?: Options) =>
  (await askJson<T>('PUT', path, body, options)).data;
export const patch = async <T>(path: string, body?: unknown, options?: Options) =>
  (await askJson<T>('PATCH', path, body, options)).data;
export const remove = async <T>(path: string, options?: Options) =>
  (await askJson<T>('DELETE', path, undefined, options)).data;

const fileTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  json: 'application/json',
} as const;
export type FileType = keyof typeof fileTypes;

/** Fetches a list or report as a file (by Accept) and hands it to the browser under the server's name for it. */
export async function download(
  path: string,
  options: Options & { as: FileType; fileName?: string | undefined; body?: unknown },
): Promise<void> {
  const { body } = options;
  const response = await ask(
    body === undefined ? 'GET' : 'POST',
    path,
    body,
    options,
    `${fileTypes[options.as]}, application/problem+json`,
  );
  saveBlob(await response.blob(), fileNameOf(response) ?? options.fileName ?? `liannao.${options.as}`);
}

function fileNameOf(response: Response): string | null {
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null;
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export interface UploadOptions extends Options {
  /** Further fields of the multipart form, sent before the file. */
  fields?: Readonly<Record<string, string>> | undefined;
  /** 0 to 1 while bytes go out. */
  onProgress?: ((share: number) => void) | undefined;
}

/** A file as multipart/form-data (field `file`), with progress, which fetch cannot report. */
export function upload<T>(path: string, file: File, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiUrl(path, options.query));
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', acceptLanguage());
    for (const [name, value] of Object.entries(options.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        resolve((request.responseText === '' ? undefined : JSON.parse(request.responseText)) as T);
      else reject(toProblem(request.status, request.responseText));
    };
    request.onerror = () => reject(new NoConnection(new Error('upload')));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    for (const [name, value] of Object.entries(options.fields ?? {})) form.set(name, value);
    form.set('file', file);
    request.send(form);
  });
}
