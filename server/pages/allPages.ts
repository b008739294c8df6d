import { codeRoutes } from '../signIn/codeRoutes.ts';
import { federatedRoutes } from '../signIn/federatedRoutes.ts';
import { linkRoutes } from '../signIn/linkRoutes.ts';
import { secondFactorRoutes } from '../signIn/secondFactorRoutes.ts';
import { signInRoutes } from '../signIn/signInRoutes.ts';
import { accountRoutes } from './account/accountRoutes.ts';
import { tokenRoutes } from './account/tokenRoutes.ts';
import { subjectAccessRoutes } from './subjectAccess/subjectAccessRoutes.ts';
import { thisWeekRoutes } from './thisWeek/thisWeekRoutes.ts';
import { searchRoutes } from './search/searchRoutes.ts';
import { childRoutes } from './children/childRoutes.ts';
import { accessRoutes } from './access/accessRoutes.ts';
import { adminHome } from './admin/adminHome.ts';
import { peopleRoutes } from './admin/peopleRoutes.ts';
import { personRoutes } from './admin/personRoutes.ts';
import { schoolRoutes } from './admin/schoolRoutes.ts';
import { sourceRoutes } from './admin/sourceRoutes.ts';
import { auditRoutes } from './audit/auditRoutes.ts';
import { digestRoutes } from './digests/digestRoutes.ts';
import { previewRoutes } from './digests/previewRoutes.ts';
import { ownDigestRoutes } from './digests/ownDigestRoutes.ts';
import { readerRoutes } from './digests/readerRoutes.ts';
import { localityRoutes } from './locality/localityRoutes.ts';
import { categoryRoutes } from './review/categoryRoutes.ts';
import { correctionRoutes } from './review/correctionRoutes.ts';
import { decisionRoutes } from './review/decisionRoutes.ts';
import { deliveryRoutes } from './review/deliveryRoutes.ts';
import { heldRowRoutes } from './review/heldRowRoutes.ts';
import { householdRoutes } from './review/householdRoutes.ts';
import { mergeRoutes } from './review/mergeRoutes.ts';
import { missingRowRoutes } from './review/missingRowRoutes.ts';
import { reviewHome } from './review/reviewHome.ts';
import { childRetentionRoutes } from './retention/childRetentionRoutes.ts';
import { erasureRoutes } from './retention/erasureRoutes.ts';
import { registerRoutes } from './retention/registerRoutes.ts';
import { retentionRoutes } from './retention/retentionRoutes.ts';
import { rulesRoutes } from './retention/rulesRoutes.ts';
import { page, type PageRoute } from './page.ts';
import { startPageOf } from './navigation.ts';
import { whyRoutes } from './why/whyRoutes.ts';

/** Every page there is. A journey's routes are declared in its folder and listed here. */
export const PAGES: readonly PageRoute[] = [
  page(
    { method: 'get', path: '/', kind: 'view', allow: 'signed-in', audit: { none: 'leads on' } },
    async ({ viewer }) => ({ kind: 'redirect', to: startPageOf(viewer) }),
  ),
  ...signInRoutes,
  ...codeRoutes,
  ...secondFactorRoutes,
  ...linkRoutes,
  ...federatedRoutes,
  ...accountRoutes,
  ...tokenRoutes,
  ...ownDigestRoutes,
  ...whyRoutes,
  ...thisWeekRoutes,
  ...searchRoutes,
  ...childRoutes,
  ...subjectAccessRoutes,
  ...accessRoutes,
  ...retentionRoutes,
  ...rulesRoutes,
  ...erasureRoutes,
  ...registerRoutes,
  ...childRetentionRoutes,
  ...auditRoutes,
  ...adminHome,
  ...schoolRoutes,
  ...peopleRoutes,
  ...personRoutes,
  ...sourceRoutes,
  ...previewRoutes,
  ...readerRoutes,
  ...digestRoutes,
  ...localityRoutes,
  ...reviewHome,
  ...heldRowRoutes,
  ...decisionRoutes,
  ...mergeRoutes,
  ...householdRoutes,
  ...missingRowRoutes,
  ...categoryRoutes,
  ...correctionRoutes,
  ...deliveryRoutes,
];
