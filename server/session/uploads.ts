import express, { type Request, type RequestHandler } from 'express';

declare module 'express-serve-static-core' {
  interface Request {
    /** Files of a form that was sent, by field; only for who is signed in. */
    uploads?: Readonly<Record<string, Uint8Array>>;
  }
}

/** A child's file with its PDF is far smaller. */
const MOST_BYTES = '20mb';
const readBody = express.raw({ type: 'multipart/form-data', limit: MOST_BYTES });

/** Reads forms that carry files, so that their other fields are in the body like those of any form. */
export const uploads: RequestHandler = (request, response, next) => {
  if (!request.viewer || !request.is('multipart/form-data')) {
    next();
    return;
  }
  readBody(request, response, (error: unknown) => {
    if (error === undefined) takeApart(request).then(next, next);
    else next(error);
  });
};

async function takeApart(request: Request): Promise<void> {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return;
  const type = request.headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData());
  const fields: Record<string, string> = {};
  const files: Record<string, Uint8Array> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files[name] = new Uint8Array(await value.arrayBuffer());
  }
  request.body = fields;
  request.uploads = files;
}
