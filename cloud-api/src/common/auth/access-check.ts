import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { accessKey } from './decorators.js';

const routeMetadata = 'path';

/** Stops the boot when a route does not say who may call it. */
@Injectable()
export class AccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(routeMetadata, prototype[name]!))
        .filter((name) => this.reflector.get(accessKey, prototype[name] as never) === undefined)
        .map((name) => `${metatype?.name}.${name}`);
    });
    if (open.length > 0) throw new Error(`routes without @Public, @SignedIn or @RequirePermission: ${open.join(', ')}`);
  }
}
