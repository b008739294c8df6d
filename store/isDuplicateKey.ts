import { mongo } from 'mongoose';

/** True for the error of a write that met a document with the same unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 11000;
}
