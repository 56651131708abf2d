/** A bigint that may be NULL, as either database gives it. */
export function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
