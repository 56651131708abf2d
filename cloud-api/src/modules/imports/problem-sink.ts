import type { Database } from '../../common/database/index.js';
import type { ImportProblem } from './import-kind.js';
import type { ImportRepository } from './import.repository.js';

const batch = 500;
/** Whoever has to mend more than this mends the file, not the rows; the count goes on. */
const mostKept = 20_000;

/** Keeps the problems of a file in the order they are found, writing them in batches. */
export class ProblemSink {
  private waiting: ImportProblem[] = [];
  private kept = 0;

  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly importId: string,
  ) {}

  async add(problems: readonly ImportProblem[]): Promise<void> {
    this.waiting.push(...problems.slice(0, mostKept - this.kept - this.waiting.length));
    if (this.waiting.length >= batch) await this.flush();
  }

  async flush(): Promise<void> {
    const { waiting } = this;
    this.waiting = [];
    await this.database.transaction((transaction) =>
      this.imports.insertProblems(transaction, this.importId, this.kept + 1, waiting),
    );
    this.kept += waiting.length;
  }
}
