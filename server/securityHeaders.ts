import helmet from 'helmet';
import type { RequestHandler } from 'express';
import type { Configuration } from '../domain/configuration.ts';
import { cookiesAreSecure } from './session/session.ts';

/**
 * What browsers are told: nothing from elsewhere, no script or style within a page, no frame, no form to another
 * host. Pages style by class; charts are SVG with presentation attributes.
 */
export function securityHeaders(configuration: Configuration): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(cookiesAreSecure(configuration) && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: cookiesAreSecure(configuration) && { maxAge: 31_536_000 },
  });
}

/** The queues' board is another's work: it styles its elements itself, and asks for nothing else. */
export const BOARD_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
