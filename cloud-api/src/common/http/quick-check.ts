import { getMetadataStorage, ValidationTypes } from 'class-validator';

type Fields = Record<string, unknown>;
type Check = (object: Fields, value: unknown) => boolean;
type Class = new () => object;

const nestedTypeKey = Symbol('nested type');
const compiled = new WeakMap<Class, Map<string, Check>>();

/** Remembers of which class the objects in a field are, for `passes`. */
export function NestedType(type: Class): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(nestedTypeKey, type, target, property);
}

/**
 * Whether a value meets every validator that its class declares, and has no field beside them. It asks the very validators
 * that class-validator would ask, and stops at the first refusal: the general way then finds out what to say about it.
 * A batch of two hundred commands is judged several times faster. A class that declares nothing accepts nothing.
 */
export function passes(type: Class, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const checks = compiled.get(type) ?? compile(type);
  const fields = value as Fields;
  if (checks.size === 0) return false;
  for (const name of Object.keys(fields)) if (!checks.has(name)) return false;
  for (const [name, check] of checks) if (!check(fields, fields[name])) return false;
  return true;
}

function compile(type: Class): Map<string, Check> {
  const storage = getMetadataStorage();
  const declared = storage.groupByPropertyName(storage.getTargetValidationMetadatas(type, '', false, false));
  const checks = new Map(
    Object.entries(declared).map(([name, metadatas]) => [name, fieldCheck(type, name, metadatas)]),
  );
  compiled.set(type, checks);
  return checks;
}

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

function fieldCheck(type: Class, name: string, metadatas: readonly Metadata[]): Check {
  const ofType = (kind: string) => metadatas.filter((metadata) => metadata.type === kind);
  const conditions = ofType(ValidationTypes.CONDITIONAL_VALIDATION).map(({ constraints }) => constraints[0] as Check);
  const checks = [
    ...ofType(ValidationTypes.CUSTOM_VALIDATION).flatMap((metadata) => validatorChecks(type, metadata)),
    ...ofType(ValidationTypes.NESTED_VALIDATION).map(() => nestedCheck(type, name)),
  ];
  return (object, value) =>
    !conditions.every((applies) => applies(object, value)) || checks.every((check) => check(object, value));
}

function validatorChecks(type: Class, { constraintCls, constraints, each, propertyName }: Metadata): Check[] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => (object, value) => {
      const context = { targetName: type.name, property: propertyName, object, value, constraints };
      const accepts = (one: unknown) => instance.validate(one, context) === true;
      return each && Array.isArray(value) ? value.every(accepts) : accepts(value);
    });
}

function nestedCheck(type: Class, name: string): Check {
  const nested = Reflect.getMetadata(nestedTypeKey, type.prototype as object, name) as Class | undefined;
  if (!nested) throw new Error(`${type.name}.${name} is validated as nested, but of which class is not known`);
  return (_, value) =>
    value === undefined || (Array.isArray(value) ? value.every((item) => passes(nested, item)) : passes(nested, value));
}
