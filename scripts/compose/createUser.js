/* global db */
// Run once by the mongo image on an empty volume: Throughline's own user, for its own database alone.
db.getSiblingDB('throughline').createUser({
  user: 'throughline',
  pwd: process.env.THROUGHLINE_DB_PASSWORD,
  roles: [{ role: 'readWrite', db: 'throughline' }],
});
