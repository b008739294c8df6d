import pino, { type DestinationStream } from 'pino';
import { allowedFields, type EventLog } from '../domain/eventLog.ts';
import type { LogLevel } from '../domain/configuration.ts';

/**
 * The process's event log: a JSON line an event, by an allow-list of fields.
 * @param destination where lines go; standard output when not given
 */
export function openEventLog(level: LogLevel, destination?: DestinationStream): EventLog {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const log = destination ? pino(options, destination) : pino(options);
  return (severity, event, fields = {}) => {
    log[severity]({ event, ...allowedFields({ ...fields }) });
  };
}
