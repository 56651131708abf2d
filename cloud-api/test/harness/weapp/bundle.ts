import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Definition } from './page.js';
import type { Realm } from './realm.js';

export interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  window?: { navigationBarTitleText?: string };
  tabBar?: { custom?: boolean; list: { pagePath: string }[] };
}

export const readAppJson = (folder: string): AppJson =>
  JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8')) as AppJson;

// WeChat's own module wrapper hides what a browser would have.
const hidden = 'window,document,frames,self,location,navigator,localStorage,history,XMLHttpRequest';

interface Module {
  exports: unknown;
}

/** Loads the built files one by one, as they are asked for, and collects what they register. */
export class Bundle {
  app: Definition = {};
  private readonly modules = new Map<string, Module>();
  private readonly definitions = new Map<string, Definition>();
  private loading = '';

  constructor(
    private readonly folder: string,
    private readonly realm: () => Realm,
  ) {}

  /** The globals with which a script registers its parts. */
  readonly registration = {
    App: (definition: Definition) => {
      this.app = definition;
    },
    Page: (definition: Definition) => this.register(definition),
    Component: (definition: Definition) => this.register(definition),
    Behavior: (definition: Definition) => definition,
  };

  loadApp(): void {
    this.require('/app.js');
  }

  /** The page or component of this name, loading its file first when it was not needed before. */
  definition(name: string): Definition {
    if (!this.definitions.has(name)) {
      this.loading = name;
      this.require(`/${name}.js`);
    }
    const definition = this.definitions.get(name);
    if (!definition) throw new Error(`${name}.js registers neither a page nor a component.`);
    return definition;
  }

  private register(definition: Definition): void {
    this.definitions.set(this.loading, definition);
  }

  private require(name: string): unknown {
    const file = name.endsWith('.js') ? name : `${name}.js`;
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    this.modules.set(file, module);
    const source = readFileSync(path.join(this.folder, file), 'utf8');
    const body = this.realm().evaluate<(require: (name: string) => unknown, module: Module, exports: unknown) => void>(
      `(function(require,module,exports,${hidden}){${source}\n})`,
      path.join(this.folder, file),
    );
    body((relative) => this.require(path.posix.join(path.posix.dirname(file), relative)), module, module.exports);
    return module.exports;
  }
}
