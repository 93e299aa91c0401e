// The worker's entry. It is built into the bundle as text (?worker&inline in jobRunner.ts).
import { createJobExecutor } from "./jobExecutor";
import type { WorkerRequest } from "./workerMessages";

const execute = createJobExecutor((response, transfer) => self.postMessage(response, { transfer }), false);
self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => execute(data);
