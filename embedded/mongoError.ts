/** What goes back to a driver when a command fails: MongoDB's own code, its name and a message. */
export interface MongoErrorShape {
  readonly code: number;
  readonly codeName: string;
  readonly message: string;
  /** Further fields of the reply, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly details: Record<string, unknown>;
}

/** MongoDB's codes used here, by name (from MongoDB's published list of error codes). */
export const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  ImmutableField: 66,
  MaxTimeMSExpired: 50,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotFound: 59,
  CannotIndexParallelArrays: 171,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  QueryPlanKilled: 175,
  SnapshotTooOld: 239,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  BSONObjectTooLarge: 10334,
  UnrecognisedStage: 40324,
  UnknownField: 40415,
} as const;

/** The name of one of the codes above. */
export type ErrorName = keyof typeof ERROR_CODES;

/** A failure to be told to the driver in MongoDB's own terms. */
export class MongoFailure extends Error implements MongoErrorShape {
  readonly code: number;
  readonly codeName: string;
  readonly details: Record<string, unknown>;

  constructor(code: number, codeName: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}

const PUBLISHED_NAMES: Partial<Record<ErrorName, string>> = {
  UnrecognisedStage: 'Location40324',
  UnknownField: 'Location40415',
};

/**
 * Builds the failure of a named code.
 * @param name the code's name in {@link ERROR_CODES}
 * @param message what is told to the driver
 * @param details further fields of the reply
 */
export function mongoError(
  name: ErrorName,
  message: string,
  details: Record<string, unknown> = {},
): MongoFailure {
  return new MongoFailure(ERROR_CODES[name], PUBLISHED_NAMES[name] ?? name, message, details);
}

/**
 * Builds a failure whose code has no name of its own; MongoDB calls such codes `LocationNNNN`.
 * @param code MongoDB's number
 * @param message what is told to the driver
 */
export function locationError(code: number, message: string): MongoFailure {
  return new MongoFailure(code, `Location${String(code)}`, message);
}

/** Refuses by name something this server does not do (code 115, CommandNotSupported). */
export function notSupported(what: string): MongoFailure {
  return mongoError('CommandNotSupported', `${what} is not supported by this server`);
}
