/** What somebody is at their schools. One person has one role; it decides what they may do, their schools where. */
export const ROLES = [
  'dsl',
  'deputy-dsl',
  'safeguarding-lead',
  'trust-lead',
  'council-lead',
  'pastoral',
  'attendance-officer',
  'technician',
  'head',
  'governor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  dsl: 'Designated safeguarding lead',
  'deputy-dsl': 'Deputy designated safeguarding lead',
  'safeguarding-lead': 'Safeguarding lead for several schools',
  'trust-lead': 'Trust safeguarding lead',
  'council-lead': 'Council safeguarding lead',
  pastoral: 'Pastoral staff',
  'attendance-officer': 'Attendance officer',
  technician: 'Technician',
  head: 'Head teacher (figures only)',
  governor: 'Governor (figures only)',
  admin: 'Administrator',
};

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
