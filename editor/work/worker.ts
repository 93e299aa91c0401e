// The worker's entry. It is built into the bundle as text (?worker&inline in jobRunner.ts).
import { createJobExecutor } from "./jobExecutor";
import type { Order } from "./messages";

const execute = createJobExecutor((answer, transfer) => self.postMessage(answer, { transfer }), false);
self.onmessage = ({ data }: MessageEvent<Order>) => execute(data);
