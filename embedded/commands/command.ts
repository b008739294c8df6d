import type { Cursors } from '../cursors.ts';
import type { Snapshots } from '../snapshots.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Doc } from '../values/document.ts';

/** What every command has to work with. */
export interface CommandContext {
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly snapshots: Snapshots;
  /** The database the command is for. */
  readonly database: string;
  readonly connectionId: number;
}

/** A command: what it may be given, and what it does. */
export interface Command {
  /** Its own fields, beside its name and those every command may have. */
  readonly fields: readonly string[];
  /**
   * Fields of MongoDB's that are refused by name when they ask for something; anything else is unknown.
   */
  readonly refused?: readonly string[];
  /** True of greetings, in which drivers of any age may say what they like about themselves. */
  readonly takesAnyField?: boolean;
  run(context: CommandContext, command: Doc): Promise<Doc>;
}
