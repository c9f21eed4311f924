import type { DynamicModule, Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { ALLOW, PUBLIC } from './allow.js';

export type ControllerClass = Type<object>;
export type ListedRoute = Readonly<{ controller: ControllerClass; method: string; isPublic: boolean; isGuarded: boolean }>;

type ModuleRef = Type<object> | DynamicModule | Readonly<{ forwardRef(): ModuleRef }> | Promise<DynamicModule>;

/**
 * Routes of a service that say neither whom they admit nor that they are open, as `TaxController.assess`. The guard denies them to
 * everyone; each service's spec expects none: `expect(unguardedRoutes(TaxModule)).toEqual([])`.
 */
export function unguardedRoutes(module: Type<object> | DynamicModule): string[] {
  return controllersOf(module).flatMap(routesOf).filter(({ isGuarded, isPublic }) => !isGuarded && !isPublic).map(({ controller, method }) => `${controller.name}.${method}`);
}

/** Controllers of a module and of everything it imports. */
export function controllersOf(root: Type<object> | DynamicModule): ControllerClass[] {
  const seen = new Set<object>();
  const found = new Set<ControllerClass>();
  const waiting: ModuleRef[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next) || next instanceof Promise) continue;
    seen.add(next);
    if ('forwardRef' in next) { waiting.push(next.forwardRef()); continue; }
    const dynamic = typeof next === 'function' ? undefined : next;
    const type = typeof next === 'function' ? next : next.module as Type<object>;
    for (const controller of [...listOf<ControllerClass>(type, MODULE_METADATA.CONTROLLERS), ...(dynamic?.controllers ?? []) as ControllerClass[]]) found.add(controller);
    waiting.push(...listOf<ModuleRef>(type, MODULE_METADATA.IMPORTS), ...(dynamic?.imports ?? []) as ModuleRef[]);
  }
  return [...found];
}

/** HTTP routes only: a handler of facts has no path. */
export function routesOf(controller: ControllerClass): ListedRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  const methods = new MetadataScanner().getAllMethodNames(prototype).filter((method) => hasBoth(prototype[method]!));
  return methods.map((method) => {
    const marked = (key: symbol) => Reflect.getMetadata(key, prototype[method]!) ?? Reflect.getMetadata(key, controller);
    return { controller, method, isPublic: marked(PUBLIC) === true, isGuarded: marked(ALLOW) !== undefined };
  });
}

function hasBoth(handler: object): boolean {
  return Reflect.hasMetadata(PATH_METADATA, handler) && Reflect.hasMetadata(METHOD_METADATA, handler);
}

function listOf<T>(type: Type<object>, key: string): T[] {
  return (Reflect.getMetadata(key, type) ?? []) as T[];
}
