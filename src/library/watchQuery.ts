// Runs a database query again whenever its data changes, in any window. A query that fails is retried and reports
// nothing in between; database problems are reported elsewhere.
import { liveQuery } from "dexie";

const RETRY_MS = 3000;

/** Returns a function that stops watching. */
export function watchQuery<T>(query: () => Promise<T>, onResult: (result: T) => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let subscription = subscribe();
	function subscribe() {
		// Dexie ends a live query whose function has rejected.
		const answers = liveQuery(async () => {
			try {
				return { result: await query() };
			} catch {
				return undefined;
			}
		});
		return answers.subscribe((answer) => {
			if (answer) onResult(answer.result);
			else {
				subscription.unsubscribe();
				timer = setTimeout(() => {
					subscription = subscribe();
				}, RETRY_MS);
			}
		});
	}
	return () => {
		clearTimeout(timer);
		subscription.unsubscribe();
	};
}
