import type { Urn } from '../../domain/identifiers.ts';
import type { Kind } from '../../domain/formats/rows.ts';
import type { LocalDate } from '../../domain/localDate.ts';

export type Phase = 'primary' | 'secondary' | 'special';

/** A made-up place with its schools, and everything those schools send. */
export interface DemoLocality {
  readonly name: string;
  readonly schools: readonly DemoSchool[];
}

export interface DemoSchool {
  readonly urn: Urn;
  /** Local authority and establishment number, 7 digits; the authority is 999, which is none. */
  readonly laEstab: string;
  readonly name: string;
  readonly phase: Phase;
  readonly locality: string;
  /** Half-terms of the academic years the data touches, first and last day included, oldest first. */
  readonly termDates: readonly DemoTerm[];
  readonly readers: readonly DemoReader[];
  /** In sending order. */
  readonly deliveries: readonly DemoDelivery[];
}

export interface DemoTerm {
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly name: string;
}

/** Somebody who gets the school's digest. The address is under `.example`, which no mail can reach (RFC 2606). */
export interface DemoReader {
  readonly name: string;
  readonly email: string;
  readonly role: 'dsl';
}

/** One webhook call, as the school's system would make it. */
export interface DemoDelivery {
  readonly kind: Kind;
  readonly contentType: string;
  /** The system the body was exported from, where its columns are that system's own. */
  readonly source?: string;
  readonly body: string;
}
