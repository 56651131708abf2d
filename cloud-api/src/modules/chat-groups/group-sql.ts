/** Pieces of SQL that several queries on groups share. */

/**
 * A line of `chat_group_people` that counts at this moment: by the rule as long as its post is held, by hand as long as the person
 * holds any post.
 */
export const stands = (line: string): string =>
  `((${line}.origin = 'rule' AND EXISTS (SELECT 1 FROM posts sp WHERE sp.id = ${line}.post_id AND sp.revoked_at IS NULL))
    OR (${line}.origin = 'added' AND EXISTS (SELECT 1 FROM posts sp WHERE sp.person_id = ${line}.person_id AND sp.revoked_at IS NULL)))`;

/** An absence that holds at the moment (two values), with a deputy who is in office. */
export const isAway = (absence: string): string =>
  `${absence}.cancelled_at IS NULL AND ${absence}.starts_at <= ? AND (${absence}.ends_at IS NULL OR ${absence}.ends_at > ?)
    AND EXISTS (SELECT 1 FROM posts dp WHERE dp.person_id = ${absence}.deputy_id AND dp.revoked_at IS NULL)`;

/** Whether anybody has the part in the group `g` now. */
export const hasPart = (part: 'pusher' | 'supervisor'): string =>
  `EXISTS (SELECT 1 FROM chat_group_people hp WHERE hp.group_id = g.id AND hp.part = '${part}' AND ${stands('hp')})`;

/** The group `g` with its region `r`, what stands above it, and its class. */
export const groupPlaces = `chat_groups g JOIN regions r ON r.id = g.region_id LEFT JOIN regions above ON above.id = r.parent_id
    LEFT JOIN doors class ON class.id = g.class_id`;

/** 台头村 第一小组; a name that says where it is already (蟒河镇供电所) stands alone. */
const within = (place: string, name: string): string =>
  `CASE WHEN INSTR(${name}, ${place}) = 1 THEN ${name} ELSE CONCAT(${place}, ' ', ${name}) END`;

export const placeName = `CASE WHEN class.id IS NOT NULL THEN ${within('r.name', 'class.name')}
    WHEN r.level IN ('grid', 'group', 'unit') THEN ${within('above.name', 'r.name')} ELSE r.name END`;

/** Whether the region path `inner` lies at or below the path `outer`, both columns, so that an index can serve it. */
export const isBelow = (inner: string, outer: string): string =>
  `${inner} >= ${outer} AND ${inner} < CONCAT(SUBSTR(${outer}, 1, LENGTH(${outer}) - 1), '0')`;
