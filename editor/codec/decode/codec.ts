// Runs jobs off the main thread where a worker is to be had, and here where it is not: a strict Content-Security-Policy
// refuses blob workers either by throwing from `new Worker` or by an error event before the first answer.
import { EditorError } from "../../types";
import { type CodecJob, type CodecReply, type CodecResults, runJob } from "./jobs";
import { UnsupportedHere } from "./picture";
import CodecWorker from "./worker?worker&inline";

export interface Codec {
	run<J extends CodecJob>(job: J): Promise<CodecResults[J["type"]]>;
	close(): void;
}

type Answer = (reply: CodecReply) => void;

export function createCodec(makeWorker: () => Worker = () => new CodecWorker()): Codec {
	const waiting = new Map<number, Answer>();
	let worker: Worker | null | undefined;
	let nextId = 1;

	/** null: there is no worker and there will be none. */
	function startWorker(): Worker | null {
		try {
			const started = makeWorker();
			started.onmessage = ({ data: { id, reply } }: MessageEvent<{ id: number; reply: CodecReply }>) => {
				waiting.get(id)?.(reply);
				waiting.delete(id);
			};
			started.onerror = (event) => {
				event.preventDefault();
				giveUp();
			};
			started.onmessageerror = giveUp;
			return started;
		} catch {
			return null;
		}
	}

	function giveUp(): void {
		worker?.terminate();
		worker = null;
		for (const answer of waiting.values()) answer({ ok: false, code: "unsupported" });
		waiting.clear();
	}

	async function run<J extends CodecJob>(job: J): Promise<CodecResults[J["type"]]> {
		if (worker === undefined) worker = startWorker();
		if (worker === null) return runHere(job);
		const { postMessage } = worker;
		const id = nextId++;
		// Copied, not handed over: if the worker fails, the same bytes are needed here.
		const reply = await new Promise<CodecReply>((resolve) => {
			waiting.set(id, resolve);
			postMessage.call(worker, { id, job });
		});
		if (reply.ok) return reply.value as CodecResults[J["type"]];
		if (reply.code === "unsupported") return runHere(job);
		throw new EditorError(reply.code, reply.details);
	}

	return {
		run,
		close() {
			worker?.terminate();
			worker = null;
			for (const answer of waiting.values()) answer({ ok: false, code: "damaged-image", details: {} });
			waiting.clear();
		},
	};
}

async function runHere<J extends CodecJob>(job: J): Promise<CodecResults[J["type"]]> {
	try {
		return await runJob(job);
	} catch (error) {
		if (error instanceof UnsupportedHere) throw new EditorError("damaged-image", {}, { cause: error });
		throw error;
	}
}
